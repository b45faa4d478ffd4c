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
package dev.larder.admin.memcached;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version a server gives.
 *
 * @param text the server's own words, such as {@code 1.6.18} or {@code dragonfly v1.2.0}
 */
public record ServerVersion(String text) {

	private static final Pattern MEMCACHED = Pattern.compile("^(\\d+)\\.(\\d+)\\.(\\d+)");

	/**
	 * Returns whether this is memcached's own numbering, at or above the given version.
	 * @return whether it is; {@code null} if the server does not number its versions as
	 * memcached does
	 */
	@Nullable Boolean isAtLeast(int major, int minor, int patch) {
		Matcher matcher = MEMCACHED.matcher(this.text);
		if (!matcher.find()) {
			return null;
		}
		int[] wanted = { major, minor, patch };
		for (int i = 0; i < wanted.length; i++) {
			String digits = matcher.group(i + 1);
			int actual = (digits.length() > 6) ? Integer.MAX_VALUE : Integer.parseInt(digits);
			if (actual != wanted[i]) {
				return actual > wanted[i];
			}
		}
		return true;
	}

}
