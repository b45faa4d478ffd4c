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

package dev.larder.admin.scan;

import org.jspecify.annotations.Nullable;

/**
 * Tells the keys that are wanted from others, in time that grows with the length of the
 * key and the pattern alone, whatever the pattern.
 *
 * @param prefix what keys begin with
 * @param glob a pattern for the whole key, or {@code null} for any
 */
record KeyPattern(String prefix, @Nullable String glob) {

	boolean matches(String key) {
		return key.startsWith(this.prefix) && (this.glob == null || matches(this.glob, key));
	}

	/**
	 * Matches greedily, and goes back to the last star alone where that fails.
	 */
	private static boolean matches(String glob, String key) {
		int pattern = 0;
		int text = 0;
		int star = -1;
		int retry = 0;
		while (text < key.length()) {
			if (pattern < glob.length() && glob.charAt(pattern) == '*') {
				star = pattern++;
				retry = text;
			}
			else if (pattern < glob.length()
					&& (glob.charAt(pattern) == '?' || glob.charAt(pattern) == key.charAt(text))) {
				pattern++;
				text++;
			}
			else if (star >= 0) {
				pattern = star + 1;
				text = ++retry;
			}
			else {
				return false;
			}
		}
		while (pattern < glob.length() && glob.charAt(pattern) == '*') {
			pattern++;
		}
		return pattern == glob.length();
	}

}
