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

package dev.larder.admin.entries;

import java.util.HashMap;
import java.util.Map;

import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal values the same letter, in the order in which people look at them.
 */
final class ValueLetters {

	private final Map<String, String> letters = new HashMap<>();

	ValueLetters(@Nullable Answers<ComparedPlace> items, Answers<ComparedPlace> copies) {
		if (items != null) {
			items.results().forEach((answer) -> note(answer.data(), true));
			items.results().forEach((answer) -> note(answer.data(), false));
		}
		copies.results().forEach((answer) -> note(answer.data(), false));
	}

	private void note(@Nullable ComparedPlace compared, boolean served) {
		if (compared != null && compared.digest() != null && (!served || compared.place().isServed())) {
			this.letters.computeIfAbsent(compared.digest(), (digest) -> letter(this.letters.size()));
		}
	}

	private static String letter(int number) {
		return (number < 26) ? String.valueOf((char) ('A' + number)) : "#" + (number + 1);
	}

	Answers<EntryPlace> of(Answers<ComparedPlace> answers) {
		return answers.map((compared) -> (compared.digest() != null)
				? compared.place().withLetter(this.letters.get(compared.digest())) : compared.place());
	}

}
