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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.web.util.UriUtils;

/**
 * What somebody may mean who types the key of a cache as it is written elsewhere: the
 * number {@code 7}, whose key is {@code long~7}.
 */
final class KeyGuesses {

	private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");

	private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E&&[^%~]]*");

	private KeyGuesses() {
	}

	/**
	 * Returns the texts of other keys than that of a string.
	 * @param typed what was typed
	 * @return the texts, the likeliest first, perhaps none
	 */
	static List<String> of(String typed) {
		List<String> guesses = new ArrayList<>();
		if (WHOLE.matcher(typed).matches()) {
			guesses.add("long~" + typed);
			guesses.add("int~" + typed);
		}
		else if (UUID.matcher(typed).matches()) {
			guesses.add("UUID~" + typed);
		}
		else if (DATE.matcher(typed).matches()) {
			guesses.add("LocalDate~" + typed);
		}
		else if (!PLAIN.matcher(typed).matches() && typed.indexOf('%') < 0 && typed.indexOf('~') < 0) {
			guesses.add(escaped(typed));
		}
		return guesses;
	}

	private static String escaped(String typed) {
		StringBuilder text = new StringBuilder();
		typed.codePoints().forEach((point) -> {
			String one = Character.toString(point);
			text.append((point > 0x20 && point < 0x7F) ? one : UriUtils.encode(one, StandardCharsets.UTF_8));
		});
		return text.toString();
	}

}
