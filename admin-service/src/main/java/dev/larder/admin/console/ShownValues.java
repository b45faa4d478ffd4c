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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.larder.admin.console.KeyPlaces.Place;
import dev.larder.admin.entries.EntryPlace;
import dev.larder.admin.value.ValuePreview;
import org.jspecify.annotations.Nullable;

/**
 * The values of a key beside one another, each once: those of the servers first, then
 * those that only instances have.
 *
 * @param values the values that can be shown
 * @param withheld the instances that have a value and do not show it
 */
record ShownValues(List<Shown> values, List<String> withheld) {

	static ShownValues of(KeyPlaces found) {
		Map<String, Found> byLetter = new LinkedHashMap<>();
		List<String> withheld = new ArrayList<>();
		Stream.concat(found.servers().stream(), found.instances().stream()).forEach((row) -> {
			String target = row.answer().target();
			EntryPlace place = row.answer().data();
			if (place == null || !place.present()) {
				return;
			}
			if (Boolean.TRUE.equals(place.valueWithheld())) {
				withheld.add(target);
			}
			// What has no letter is like nothing else, as far as is known
			String letter = (place.letter() != null) ? place.letter() : " " + target;
			byLetter.computeIfAbsent(letter, (key) -> new Found(row)).add(target, place.preview());
		});
		List<Found> all = byLetter.values().stream().filter((value) -> value.preview != null).toList();
		Set<String> common = commonLines(all);
		return new ShownValues(all.stream().map((value) -> value.shown(common)).toList(), withheld);
	}

	/**
	 * Returns the lines that all values have: the others are where they differ.
	 */
	private static Set<String> commonLines(List<Found> values) {
		Set<String> common = null;
		for (Found value : values) {
			Set<String> lines = new HashSet<>();
			value.lines().forEach((line) -> lines.add(compared(line)));
			if (common == null) {
				common = lines;
			}
			else {
				common.retainAll(lines);
			}
		}
		return (common != null) ? common : Set.of();
	}

	// The last member of an object has no comma behind it
	private static String compared(String line) {
		return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
	}

	/**
	 * A value.
	 *
	 * @param letter its letter, or {@code null} if it has none
	 * @param colour the number of its colour, or {@code null} if it has none
	 * @param targets the servers and instances that have it
	 * @param content what it looks like, without what it is wrapped in
	 * @param masked whether something around that is not shown
	 * @param lines its text
	 */
	record Shown(@Nullable String letter, @Nullable Integer colour, List<String> targets, ValuePreview content,
			boolean masked, List<Line> lines) {

	}

	/**
	 * A line of a value.
	 *
	 * @param text the line
	 * @param differs whether there is a value that does not have it
	 */
	record Line(String text, boolean differs) {

	}

	private static final class Found {

		private final Place first;

		private final List<String> targets = new ArrayList<>();

		private @Nullable ValuePreview preview;

		private Found(Place first) {
			this.first = first;
		}

		private void add(String target, @Nullable ValuePreview preview) {
			this.targets.add(target);
			this.preview = (this.preview != null) ? this.preview : preview;
		}

		private List<String> lines() {
			String text = (this.preview != null) ? this.preview.innermost().text() : null;
			return (text != null) ? text.lines().toList() : List.of();
		}

		private Shown shown(Set<String> common) {
			ValuePreview preview = Objects.requireNonNull(this.preview);
			ValuePreview content = preview.innermost();
			EntryPlace place = this.first.answer().data();
			return new Shown((place != null) ? place.letter() : null, this.first.colour(), this.targets, content,
					preview.masked() && !content.masked(),
					lines().stream().map((line) -> new Line(line, !common.contains(compared(line)))).toList());
		}

	}

}
