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
package dev.larder.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in Markdown: the first column aligned left, the others right, or all left.
 *
 * @param header the headings
 * @param rows the rows
 * @param textOnly whether all columns hold text
 */
record MarkdownTable(List<String> header, List<List<String>> rows, boolean textOnly) {

	MarkdownTable(List<String> header, List<List<String>> rows) {
		this(header, rows, false);
	}

	MarkdownTable withTextOnly() {
		return new MarkdownTable(this.header, this.rows, true);
	}

	String text() {
		StringBuilder text = new StringBuilder(line(this.header)).append('\n').append("|---");
		text.append((this.textOnly ? "|---" : "|---:").repeat(this.header.size() - 1)).append("|");
		this.rows.forEach((row) -> text.append('\n').append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.replace("|", "\\|").replace("\n", " "))
			.collect(Collectors.joining(" | ", "| ", " |"));
	}

}
