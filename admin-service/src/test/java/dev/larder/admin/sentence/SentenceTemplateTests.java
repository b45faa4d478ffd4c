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

package dev.larder.admin.sentence;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SentenceTemplate} and {@link Sentence}.
 */
class SentenceTemplateTests {

	private static String fill(String template, Map<String, Object> arguments) {
		return new SentenceTemplate(template).fill(arguments, (name, value) -> name + "=" + value);
	}

	@Test
	void argumentsAreShownToTheReader() {
		assertThat(fill("{server} is {state}.", Map.of("server", "a", "state", "b"))).isEqualTo("server=a is state=b.");
	}

	@Test
	void partWithAnUnknownArgumentIsLeftOut() {
		String template = "It is.[ Since {when}, by {whom}.][ {more}]";
		assertThat(fill(template, Map.of("when", 1))).isEqualTo("It is.");
		assertThat(fill(template, Map.of("when", 1, "whom", 2))).isEqualTo("It is. Since when=1, by whom=2.");
	}

	@ParameterizedTest
	@CsvSource({ "0,hold them", "1,holds it", "2,hold them" })
	void numberDecides(int count, String expected) {
		assertThat(fill("{count|holds it|hold them}", Map.of("count", count))).isEqualTo(expected);
	}

	@Test
	void argumentIsNoTemplate() {
		assertThat(fill("{a}", Map.of("a", "{b}[{c}]$1\\", "b", "x"))).isEqualTo("a={b}[{c}]$1\\");
	}

	@Test
	void unknownArgumentsAreNone() {
		Map<String, Object> arguments = Sentence.arguments("a", null, "at", Instant.parse("2026-11-26T12:00:00.5Z"),
				"names", List.of("x"));
		assertThat(arguments).isEqualTo(Map.of("at", "2026-11-26T12:00:00Z", "names", List.of("x")));
	}

	@Test
	void englishIsForPrograms() {
		Sentence sentence = Sentence.of("older-copies",
				Sentence.arguments("count", 2, "instances", 6, "ageMs", 12_000L));
		assertThat(sentence.text()).isEqualTo("2 of 6 instances hold older copies, written 12 s ago.");
	}

}
