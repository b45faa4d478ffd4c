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

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A sentence with places for arguments: <code>{name}</code> for one as it is shown to the
 * reader, <code>{name|one|several}</code> for what depends on its number, and
 * {@code [...]} for a part that is left out if an argument in it is unknown.
 *
 * @param text the sentence
 */
public record SentenceTemplate(String text) {

	private static final Pattern PART = Pattern.compile("\\[([^\\]]*)]");

	private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\|([^|{}]*)\\|([^|{}]*))?}");

	/**
	 * Returns the sentence with its arguments.
	 * @param arguments the arguments by name
	 * @param format shows them
	 * @return the sentence
	 */
	public String fill(Map<String, Object> arguments, ArgumentFormat format) {
		String whole = replace(PART, this.text,
				(part) -> PLACE.matcher(part.group(1))
					.results()
					.allMatch((place) -> arguments.containsKey(place.group(1))) ? part.group(1) : "");
		return replace(PLACE, whole, (place) -> value(place, arguments, format));
	}

	private static String value(MatchResult place, Map<String, Object> arguments, ArgumentFormat format) {
		Object value = arguments.get(place.group(1));
		if (place.group(2) != null) {
			return isOne(value) ? place.group(2) : place.group(3);
		}
		return (value != null) ? format.show(place.group(1), value) : "?";
	}

	private static boolean isOne(@Nullable Object value) {
		return value instanceof Number number && number.doubleValue() == 1;
	}

	private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
		return pattern.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(replacement.apply(match)));
	}

	/**
	 * Shows arguments to a reader.
	 */
	@FunctionalInterface
	public interface ArgumentFormat {

		/**
		 * Returns an argument as the reader understands it.
		 * @param name the name, which ends with the unit
		 * @param value the value
		 * @return the value in words
		 */
		String show(String name, Object value);

	}

}
