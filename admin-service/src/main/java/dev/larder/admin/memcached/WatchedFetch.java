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

import java.nio.charset.StandardCharsets;

import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * A line of a watch. The key is never part of {@link #toString()}, which may reach a log.
 *
 * @param key the key, each byte as a character of ISO 8859-1, or {@code null} if the line
 * only says that others were left out
 * @param found whether there was an item
 * @param skipped how many lines the server left out before this one
 */
public record WatchedFetch(@Nullable String key, boolean found, long skipped) {

	static final WatchedFetch NOTHING = new WatchedFetch(null, false, 0);

	/**
	 * Reads a line of {@code watch fetchers}.
	 * @param line the line
	 * @return what it says, or {@code null} if that is of no interest
	 */
	static @Nullable WatchedFetch parse(String line) {
		String skipped = value(line, "skipped=");
		if (skipped != null && !line.contains("key=")) {
			return new WatchedFetch(null, false, number(skipped));
		}
		String escaped = value(line, "key=");
		byte @Nullable [] key = (escaped != null) ? DumpedItem.decode(escaped) : null;
		if (key == null || !"item_get".equals(value(line, "type="))) {
			return null;
		}
		return new WatchedFetch(new String(key, StandardCharsets.ISO_8859_1), "found".equals(value(line, "status=")),
				0);
	}

	private static @Nullable String value(String line, String name) {
		int start = line.startsWith(name) ? 0 : line.indexOf(" " + name) + 1;
		if (start == 0 && !line.startsWith(name)) {
			return null;
		}
		int end = line.indexOf(' ', start);
		return line.substring(start + name.length(), (end < 0) ? line.length() : end);
	}

	private static long number(String text) {
		try {
			return Math.max(0, Long.parseLong(text));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	@Override
	public String toString() {
		return "WatchedFetch[found=" + this.found + ", skipped=" + this.skipped + "]";
	}

}
