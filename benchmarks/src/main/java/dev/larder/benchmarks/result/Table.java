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
package dev.larder.benchmarks.result;

import java.util.List;

import org.springframework.util.Assert;

/**
 * A table. Immutable.
 *
 * @param header the headings of the columns; the first column holds names, the others
 * figures
 * @param rows the cells of each row
 */
public record Table(List<String> header, List<List<String>> rows) implements Block {

	public Table {
		header = List.copyOf(header);
		rows = rows.stream().map(List::copyOf).toList();
		int width = header.size();
		Assert.isTrue(rows.stream().allMatch((row) -> row.size() == width), "every row must fit the header");
	}

}
