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
package dev.larder.internal.store;

import dev.larder.internal.entry.ResultTtl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ViewName}.
 */
class ViewNameTests {

	private static final ResultTtl EXPRESSION = ResultTtl.ofExpression("#result ? 'a:b' : null");

	@ParameterizedTest
	@ValueSource(strings = { "products", "a:b", "12:products", "", "larder:products" })
	void nameIsReadAsItWasWritten(String cacheName) {
		ViewName plain = new ViewName(cacheName, false, null);
		assertThat(ViewName.parse(plain.text())).isEqualTo(plain);
		assertThat(ViewName.parse(plain.withoutSharedFailures().text())).isEqualTo(new ViewName(cacheName, true, null));
		ViewName timed = plain.storingFor(ResultTtl.ofDuration("10m"));
		assertThat(ViewName.parse(timed.text())).isEqualTo(timed);
		ViewName both = plain.storingFor(EXPRESSION).withoutSharedFailures();
		assertThat(ViewName.parse(both.text())).isEqualTo(new ViewName(cacheName, true, EXPRESSION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "products", "", "larder", "larder:", "larder:products", "unshared:products" })
	void nameOfACacheIsNotThatOfAView(String cacheName) {
		assertThat(ViewName.isOne(cacheName)).isFalse();
		assertThat(ViewName.isOne(new ViewName(cacheName, true, null).text())).isTrue();
		assertThat(ViewName.isOne(new ViewName(cacheName, false, EXPRESSION).text())).isTrue();
	}

}
