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

package dev.larder.admin.hotkeys;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnKeys}.
 */
class OwnKeysTests {

	@ParameterizedTest
	@ValueSource(strings = { "shop:products@generation", "shop@servers", "shop@ring", "shop@journal", "shop@journal:17",
			"shop:products@lease~long~7", "shop:products@lease~a:b@c" })
	void whatLarderKeepsForItselfIsItsOwn(String key) {
		assertThat(OwnKeys.contain(key)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop:products:long~7", "shop:products:a@generation", "user@example.com", "@generation",
			"a:b:c@journal", "shop@generations", "shop@server", "a:b@servers:c", "shop@journal:x" })
	void whatApplicationsKeepIsNot(String key) {
		assertThat(OwnKeys.contain(key)).isFalse();
	}

}
