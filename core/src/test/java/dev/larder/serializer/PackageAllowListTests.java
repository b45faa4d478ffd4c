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
package dev.larder.serializer;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PackageAllowList}.
 */
class PackageAllowListTests {

	private final PackageAllowList list = new PackageAllowList(List.of("com.acme.shop"),
			List.of("org.other.Order", "org.flat.*", "org.deep.**"));

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.shop.Product", "com.acme.shop.model.Product$Id", "org.other.Order",
			"org.other.Order$Line", "org.flat.Some", "org.flat.Some$Inner", "org.deep.Some", "org.deep.down.Some",
			"java.lang.String", "java.util.ArrayList", "java.time.Instant" })
	void allowsWhatIsListed(String name) {
		assertThat(this.list.allows(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "com.acme.Product", "com.acme.shopping.Product", "org.other.OrderFactory", "org.other.Line",
					"org.flat.sub.Some", "org.deeper.Some", "Product", "", "$", "org.deep", "java.util.PriorityQueue",
					"java.net.URL", "javax.swing.JEditorPane", "org.springframework.beans.factory.ObjectFactory",
					"org.apache.commons.collections.functors.InvokerTransformer" })
	void allowsNothingElse(String name) {
		assertThat(this.list.allows(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "**", ".*", "com.acme.*Dto", "com acme", "" })
	void refusesAPatternThatIsNone(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PackageAllowList(List.of(), List.of(pattern)))
			.withMessageContaining("'" + pattern + "'");
	}

	@Test
	void takesAnApplicationWithoutPackage() {
		assertThat(new PackageAllowList(List.of(""), List.of()).allows("com.acme.Product")).isFalse();
	}

}
