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
import java.util.List;
import java.util.Locale;

import dev.larder.admin.entries.EntryLookup;
import dev.larder.admin.entries.EntryPlace;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * A key in all places, as rows under one another: first the servers, then the instances,
 * with the ages of all on one line of time.
 *
 * @param lookup what was found
 * @param servers the servers
 * @param instances the instances
 * @param oldestMs the age where the line of time begins, or {@code null} if no age is
 * known
 */
record KeyPlaces(EntryLookup lookup, List<Place> servers, List<Place> instances, @Nullable Long oldestMs) {

	static KeyPlaces of(EntryLookup lookup) {
		Long oldest = null;
		for (EntryPlace place : places(lookup)) {
			Long age = place.ageMs();
			oldest = (age != null && (oldest == null || age > oldest)) ? age : oldest;
		}
		return new KeyPlaces(lookup, rows(lookup.servers(), oldest), rows(lookup.instances(), oldest), oldest);
	}

	private static List<EntryPlace> places(EntryLookup lookup) {
		List<EntryPlace> places = new ArrayList<>();
		add(places, lookup.servers());
		add(places, lookup.instances());
		return places;
	}

	private static void add(List<EntryPlace> places, @Nullable Answers<EntryPlace> answers) {
		if (answers != null) {
			for (Answer<EntryPlace> answer : answers.results()) {
				if (answer.data() != null) {
					places.add(answer.data());
				}
			}
		}
	}

	private static List<Place> rows(@Nullable Answers<EntryPlace> answers, @Nullable Long oldest) {
		return (answers != null) ? answers.results().stream().map((answer) -> Place.of(answer, oldest)).toList()
				: List.of();
	}

	/**
	 * A place.
	 *
	 * @param answer what it answered
	 * @param x where on the line of time its value was written, from 0 to 100, or
	 * {@code null} if that is unknown
	 * @param colour the number of the colour of its value, from 0, or {@code null} if it
	 * has none
	 */
	record Place(Answer<EntryPlace> answer, @Nullable String x, @Nullable Integer colour) {

		private static final int COLOURS = 6;

		private static Place of(Answer<EntryPlace> answer, @Nullable Long oldest) {
			EntryPlace place = answer.data();
			Long age = (place != null) ? place.ageMs() : null;
			String x = null;
			if (age != null && oldest != null) {
				x = String.format(Locale.ROOT, "%.2f", 100 - ((oldest > 0) ? 96.0 * age / oldest : 0) - 2);
			}
			String letter = (place != null) ? place.letter() : null;
			return new Place(answer, x, (letter != null) ? Integer.valueOf(colour(letter)) : null);
		}

		private static int colour(String letter) {
			return (letter.length() == 1) ? (letter.charAt(0) - 'A') % COLOURS : COLOURS - 1;
		}

	}

}
