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
package dev.larder.admin.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as masks compare it: letters and digits alone, without case, and with compatible
 * characters made one, so that {@code API_KEY} and {@code apiKey} are the same name.
 */
final class FoldedText {

	/**
	 * Characters as JSON, Java, URLs and XML escape them.
	 */
	private static final Pattern ESCAPES = Pattern
		.compile("\\\\u+([0-9a-fA-F]{4})|\\\\u\\{([0-9a-fA-F]{1,6})\\}|\\\\x([0-9a-fA-F]{2})|%([0-9a-fA-F]{2})"
				+ "|&#[xX]0*([0-9a-fA-F]{1,6});?|&#0*([0-9]{1,7});?");

	/**
	 * How often text may have been escaped.
	 */
	private static final int ROUNDS = 3;

	private static final int HEXADECIMAL_GROUPS = 5;

	private FoldedText() {
	}

	/**
	 * Folds a name.
	 */
	static String of(String name) {
		String plain = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFKC);
		StringBuilder folded = new StringBuilder(plain.length());
		plain.toUpperCase(Locale.ROOT)
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter(Character::isLetterOrDigit)
			.forEach(folded::appendCodePoint);
		return folded.toString();
	}

	/**
	 * Folds text that names may be in, escaped or not.
	 */
	static String unescaped(String text) {
		String plain = text;
		for (int i = 0; i < ROUNDS; i++) {
			Matcher escape = ESCAPES.matcher(plain);
			if (!escape.find()) {
				break;
			}
			plain = escape.replaceAll(FoldedText::character);
		}
		return of(plain);
	}

	private static String character(MatchResult escape) {
		for (int group = 1; group <= escape.groupCount(); group++) {
			String digits = escape.group(group);
			if (digits != null) {
				int character = Integer.parseInt(digits, (group <= HEXADECIMAL_GROUPS) ? 16 : 10);
				return Matcher
					.quoteReplacement(Character.isValidCodePoint(character) ? Character.toString(character) : "");
			}
		}
		return "";
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((character) -> character < 0x80);
	}

}
