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

import java.util.List;
import java.util.stream.IntStream;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for reading several keys of a {@link LarderCache} in several memcached servers.
 */
@ServerTest
class MemcachedLarderCacheBatchTests extends AbstractLarderCacheBatchTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	private TestInstance instance;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers());
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Override
	LarderCache cache() {
		return this.instance.cache("products");
	}

	@Test
	void serverThatIsDownLosesOnlyItsOwnKeys() {
		List<Integer> keys = IntStream.range(0, 300).boxed().toList();
		keys.forEach((key) -> cache().put(key, key));
		memcached.server(0).kill();
		assertThat(cache().getAll(keys)).hasSizeBetween(100, 299);
	}

}
