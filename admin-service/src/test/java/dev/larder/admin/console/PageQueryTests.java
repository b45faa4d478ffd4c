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

package dev.larder.admin.console;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageQuery}.
 */
class PageQueryTests {

	private final PageQuery query = PageQuery.empty().with("name", "a&b=c d/é").with("page", 2);

	@Test
	void valuesAreEncoded() {
		assertThat(this.query).hasToString("?name=a%26b%3Dc%20d%2F%C3%A9&page=2");
	}

	@Test
	void oneValueIsChangedAndTheOthersStay() {
		assertThat(this.query.with("name", "x")).hasToString("?name=x&page=2");
		assertThat(this.query.with("name", null)).hasToString("?page=2");
		assertThat(this.query.parameters()).containsKeys("name", "page");
	}

	@Test
	void nothingIsTheSamePageWithoutAQuery() {
		assertThat(PageQuery.empty()).hasToString("?");
	}

}
