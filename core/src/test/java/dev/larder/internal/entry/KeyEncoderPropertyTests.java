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
package dev.larder.internal.entry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Property tests for {@link KeyEncoder}, over random keys made of few and awkward parts:
 * two keys have the same text exactly when they are equal, and memcached takes every
 * text.
 */
class KeyEncoderPropertyTests {

	private static final int TRIES = 30_000;

	private static final String AWKWARD = "a,()~%=1[] \u00E9";

	private static final String UNICODE = " a%\u0000\u00E9\uD83D\uDE00\uFFFF";

	private static final String MARKS = ":@%~a";

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void keysHaveTheSameTextExactlyWhenTheyAreEqual(long seed) {
		KeyEncoder encoder = new KeyEncoder("p", "c");
		Random random = new Random(seed);
		for (int i = 0; i < TRIES; i++) {
			Object some = key(random, 3, true);
			Object other = key(random, 3, true);
			String someText = encoder.encode(some).text();
			String otherText = encoder.encode(other).text();
			boolean equal = new SimpleKey(some).equals(new SimpleKey(other));
			assertThat(someText.equals(otherText)).as("%s and %s", someText, otherText).isEqualTo(equal);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void stringsHaveTheSameTextExactlyWhenTheyAreEqual(long seed) {
		KeyEncoder encoder = new KeyEncoder("p", "c");
		Random random = new Random(seed);
		for (int i = 0; i < TRIES; i++) {
			String some = string(random, UNICODE, 3);
			String other = string(random, UNICODE, 3);
			assertThat(encoder.encode(some).text().equals(encoder.encode(other).text())).isEqualTo(some.equals(other));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void everyTextIsLegalForMemcached(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < TRIES / 10; i++) {
			String prefix = string(random, "ab :@\u00E9", 120);
			String name = string(random, "ab :@\u00E9", 120) + "x";
			KeyEncoder encoder = new KeyEncoder(prefix, name);
			EncodedKey encoded = encoder.encode(key(random, 6, true));
			assertThat(List.of(encoded.text(), encoder.lease(encoded).text(), encoder.reserved(name),
					KeyEncoder.reserved(prefix, name)))
				.allMatch((text) -> text.length() <= 250 && text.chars().allMatch((unit) -> unit > 0x20 && unit < 0x7F))
				.doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void cachesNeverShareAKey(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < TRIES; i++) {
			List<String> some = IntStream.range(0, 3).mapToObj((part) -> string(random, MARKS, 3)).toList();
			List<String> other = IntStream.range(0, 3).mapToObj((part) -> string(random, MARKS, 3)).toList();
			if (!some.equals(other)) {
				assertThat(texts(some)).doesNotContainAnyElementsOf(texts(other));
			}
		}
	}

	private static List<String> texts(List<String> parts) {
		KeyEncoder encoder = new KeyEncoder(parts.get(0), parts.get(1) + "c");
		EncodedKey encoded = encoder.encode(parts.get(2));
		return List.of(encoded.text(), encoder.lease(encoded).text(), encoder.reserved(parts.get(2) + "r"),
				KeyEncoder.reserved(parts.get(0), parts.get(1) + "c:" + parts.get(2)));
	}

	/**
	 * Returns a random key.
	 * @param deep whether what holds the key compares arrays by their content
	 */
	private static Object key(Random random, int depth, boolean deep) {
		if (depth == 0 || random.nextInt(3) == 0) {
			return scalar(random);
		}
		return (deep && random.nextBoolean()) ? deepComposite(random, depth - 1) : composite(random, depth - 1);
	}

	private static Object scalar(Random random) {
		int number = random.nextInt(3);
		return switch (random.nextInt(10)) {
			case 0, 1, 2 -> string(random, AWKWARD, 3);
			case 3 -> number;
			case 4 -> (long) number;
			case 5 -> BigDecimal.valueOf(number, number);
			case 6 -> number > 0;
			case 7 -> AWKWARD.charAt(random.nextInt(AWKWARD.length()));
			case 8 -> (number > 0) ? TimeUnit.DAYS : TimeUnit.HOURS;
			default -> String.valueOf(number);
		};
	}

	private static Object deepComposite(Random random, int depth) {
		Object[] parts = parts(random, depth, true);
		return switch (random.nextInt(3)) {
			case 0 -> parts;
			case 1 -> new SimpleKey(parts);
			default -> new int[parts.length];
		};
	}

	private static Object composite(Random random, int depth) {
		List<Object> list = Arrays.asList(parts(random, depth, false));
		return switch (random.nextInt(5)) {
			case 0 -> new ArrayList<>(list);
			case 1 -> new HashSet<>(list);
			case 2 -> new Pair(list, list.size());
			case 3 -> list.stream().filter(Objects::nonNull).findFirst();
			default -> Map.of(list, list.size());
		};
	}

	private static Object[] parts(Random random, int depth, boolean deep) {
		Object[] parts = new Object[random.nextInt(3)];
		Arrays.setAll(parts, (index) -> (random.nextInt(10) > 0) ? key(random, depth, deep) : null);
		return parts;
	}

	private static String string(Random random, String units, int maxLength) {
		StringBuilder string = new StringBuilder();
		for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
			string.append(units.charAt(random.nextInt(units.length())));
		}
		return string.toString();
	}

	record Pair(Object first, Object second) {

	}

}
