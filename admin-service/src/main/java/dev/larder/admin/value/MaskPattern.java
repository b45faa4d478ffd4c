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

import java.util.List;

/**
 * A pattern of names, with {@code *} for any characters.
 */
final class MaskPattern {

	private final List<String> parts;

	private final boolean exact;

	/**
	 * Creates a pattern.
	 * @param pattern the pattern, written like the names it is compared with
	 */
	MaskPattern(String pattern) {
		this.parts = List.of(pattern.split("\\*", -1));
		this.exact = this.parts.size() == 1;
	}

	boolean matches(String name) {
		String first = this.parts.get(0);
		if (this.exact) {
			return name.equals(first);
		}
		String last = this.parts.get(this.parts.size() - 1);
		if (!name.startsWith(first) || !name.endsWith(last)) {
			return false;
		}
		int end = find(name, first.length(), this.parts.subList(1, this.parts.size() - 1));
		return end >= 0 && end <= name.length() - last.length();
	}

	/**
	 * Returns whether a name that matches may be somewhere in a text.
	 */
	boolean isMentionedIn(String text) {
		return find(text, 0, this.parts) >= 0;
	}

	/**
	 * Finds parts one after the other.
	 * @return where the last one ends, or -1
	 */
	private static int find(String text, int start, List<String> parts) {
		int index = start;
		for (String part : parts) {
			int found = text.indexOf(part, index);
			if (found < 0) {
				return -1;
			}
			index = found + part.length();
		}
		return index;
	}

}
