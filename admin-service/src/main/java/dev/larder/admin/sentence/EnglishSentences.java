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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The sentences in English, whatever the locale, as programs get them.
 */
final class EnglishSentences {

	private static final int NAMED = 3;

	private static final ResourceBundle MESSAGES = ResourceBundle.getBundle("messages", Locale.ROOT,
			EnglishSentences.class.getClassLoader());

	private EnglishSentences() {
	}

	static String text(String code, Map<String, Object> arguments) {
		return new SentenceTemplate(MESSAGES.getString("sentence." + code)).fill(arguments, EnglishSentences::show);
	}

	private static String show(String name, Object value) {
		if (value instanceof Number number) {
			return number(name, number);
		}
		return (value instanceof List<?> list) ? names(list.stream().map(String::valueOf).toList())
				: String.valueOf(value);
	}

	private static String number(String name, Number value) {
		if (name.endsWith("Ms")) {
			return duration(Duration.ofMillis(value.longValue()));
		}
		if (name.endsWith("Bytes")) {
			return bytes(value.longValue());
		}
		if (name.endsWith("Ratio")) {
			return String.format(Locale.ROOT, "%.1f %%", value.doubleValue() * 100);
		}
		if (name.endsWith("PerSecond")) {
			return String.format(Locale.ROOT, (value.doubleValue() < 100) ? "%.1f" : "%,.0f", value.doubleValue());
		}
		return number(value.longValue());
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String bytes(long bytes) {
		if (bytes < 1024) {
			return bytes + " bytes";
		}
		return (bytes < 1024 * 1024) ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
				: String.format(Locale.ROOT, "%,.1f MB", bytes / 1024.0 / 1024.0);
	}

	private static String duration(Duration duration) {
		if (duration.toMillis() < 10_000) {
			return number(duration.toMillis()) + " ms";
		}
		return (duration.toMinutes() < 2) ? duration.toSeconds() + " s" : number(duration.toMinutes()) + " minutes";
	}

	/**
	 * Returns names, or the first of them if they are many.
	 */
	private static String names(List<String> names) {
		if (names.size() <= NAMED) {
			return String.join(", ", names);
		}
		return String.join(", ", names.subList(0, NAMED)) + " and " + number(names.size() - NAMED) + " more";
	}

}
