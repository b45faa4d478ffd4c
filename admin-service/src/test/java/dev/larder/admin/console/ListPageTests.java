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

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListPage}.
 */
class ListPageTests {

	private final List<Integer> numbers = IntStream.rangeClosed(1, 45).boxed().toList();

	@ParameterizedTest
	@CsvSource({ "1,1,20,1", "2,21,40,2", "3,41,45,3", "4,41,45,3", "2147483647,41,45,3", "0,1,20,1",
			"-2147483648,1,20,1" })
	void pageIsOneThatThereIs(int asked, int first, int last, int shown) {
		ListPage<Integer> page = ListPage.of(this.numbers, asked);
		assertThat(page.items()).startsWith(first).endsWith(last);
		assertThat(page.page()).isEqualTo(shown);
		assertThat(page.pages()).isEqualTo(3);
	}

	@Test
	void nothingIsOneEmptyPage() {
		assertThat(ListPage.of(List.of(), 7)).isEqualTo(new ListPage<>(List.of(), 1, 1));
	}

}
