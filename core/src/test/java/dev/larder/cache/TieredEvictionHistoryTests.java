/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.larder.cache;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests for two instances at random work in memcached with local copies.
 */
@ServerTest
class TieredEvictionHistoryTests extends AbstractEvictionHistoryTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	@Override
	TestInstance startInstance() {
		return TestInstance.of(memcached.servers(), (settings) -> settings.withMode(CacheMode.TIERED));
	}

	@Override
	boolean isKnownElsewhereAtOnce() {
		return false;
	}

}
