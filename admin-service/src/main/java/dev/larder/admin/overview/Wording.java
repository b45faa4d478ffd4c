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

package dev.larder.admin.overview;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Numbers as sentences have them, in English whatever the locale.
 */
final class Wording {

	private static final int NAMED = 3;

	private Wording() {
	}

	static String percent(double ratio) {
		return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
	}

	static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	static String rate(double number) {
		return String.format(Locale.ROOT, (number < 100) ? "%.1f" : "%,.0f", number);
	}

	static String bytes(long bytes) {
		if (bytes < 1024) {
			return bytes + " bytes";
		}
		return (bytes < 1024 * 1024) ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
				: String.format(Locale.ROOT, "%,.1f MB", bytes / 1024.0 / 1024.0);
	}

	static String duration(Duration duration) {
		if (duration.toMillis() < 10_000) {
			return number(duration.toMillis()) + " ms";
		}
		return (duration.toMinutes() < 2) ? duration.toSeconds() + " s" : number(duration.toMinutes()) + " minutes";
	}

	/**
	 * Returns names, or the first of them if they are many.
	 */
	static String names(List<String> names) {
		if (names.size() <= NAMED) {
			return String.join(", ", names);
		}
		return String.join(", ", names.subList(0, NAMED)) + " and " + number(names.size() - NAMED) + " more";
	}

}
