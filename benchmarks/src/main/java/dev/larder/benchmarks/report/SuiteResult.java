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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * What a suite has found, as the report shows it.
 *
 * @param title the heading
 * @param bars what was to be reached, and whether it was
 * @param blocks texts, tables and charts, in their order
 */
public record SuiteResult(String title, List<Bar> bars, List<Block> blocks) {

	private static final Pattern PART = Pattern.compile("\\{([\\w-]+)}");

	public SuiteResult {
		bars = List.copyOf(bars);
		blocks = List.copyOf(blocks);
	}

	/**
	 * Reads the words that stand in Markdown beside a class, and puts in what was
	 * measured: where a name stands in braces in a paragraph of its own, a block or
	 * several; below the header of a table, its rows; anywhere else, a text or a number.
	 * @param suite the class
	 * @param bars what was to be reached, and whether it was
	 * @param parts what was measured by name
	 * @return the result
	 */
	public static SuiteResult of(Class<?> suite, List<Bar> bars, Map<String, ?> parts) {
		List<String> paragraphs = List.of(words(suite).strip().split("\n{2,}"));
		List<Block> blocks = paragraphs.stream().skip(1).flatMap((paragraph) -> blocks(paragraph, (name) -> {
			Object part = parts.get(name);
			Assert.notNull(part, () -> "There is no '" + name + "'");
			return part;
		})).toList();
		return new SuiteResult(paragraphs.get(0).substring("# ".length()), bars, blocks);
	}

	private static String words(Class<?> suite) {
		try (InputStream words = suite.getResourceAsStream(suite.getSimpleName() + ".md")) {
			Assert.state(words != null, () -> "There are no words beside " + suite);
			return new String(words.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked") // what else stands where the words want blocks, or
									// rows
	private static Stream<Block> blocks(String paragraph, Function<String, Object> parts) {
		Matcher part = PART.matcher(paragraph);
		if (part.matches()) {
			Object value = parts.apply(part.group(1));
			return (value instanceof Block block) ? Stream.of(block) : ((List<Block>) value).stream();
		}
		if (paragraph.startsWith("|")) {
			String[] lines = paragraph.split("\n", -1);
			List<String> header = Stream.of(lines[0].split("\\|", -1)).map(String::strip).toList();
			String rows = lines[1].substring(1, lines[1].length() - 1);
			return Stream
				.of(new Block.Table(header.subList(1, header.size() - 1), (List<List<String>>) parts.apply(rows)));
		}
		String text = part.replaceAll((match) -> Matcher.quoteReplacement(parts.apply(match.group(1)).toString()))
			.replace('\n', ' ');
		return Stream
			.of(text.startsWith("### ") ? new Block.Heading(text.substring("### ".length())) : new Block.Text(text));
	}

}
