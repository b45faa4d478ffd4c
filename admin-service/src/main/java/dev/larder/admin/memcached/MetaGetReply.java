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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The metadata in the answer to {@code mg}: {@code HD} or {@code VA <length>}, then one
 * token per flag.
 *
 * @see <a href="https://github.com/memcached/memcached/blob/master/doc/protocol.txt">the
 * protocol</a>
 */
final class MetaGetReply {

	/**
	 * Size, time to live, flags, cas, whether fetched, last access; {@code u} asks the
	 * server not to count this as a use.
	 */
	static final String FLAGS = "s t f c h l u";

	private MetaGetReply() {
	}

	/**
	 * Reads the tokens of a line.
	 * @param line the line
	 * @return the metadata
	 */
	static ItemMetadata parse(String line) {
		Long size = null;
		Long timeToLive = null;
		Long lastAccess = null;
		Long flags = null;
		Long cas = null;
		Boolean fetched = null;
		for (String token : line.split(" ", -1)) {
			if (token.length() < 2) {
				continue;
			}
			String value = token.substring(1);
			switch (token.charAt(0)) {
				case 's' -> size = number(value);
				case 't' -> timeToLive = number(value);
				case 'f' -> flags = number(value);
				case 'c' -> cas = number(value);
				case 'l' -> lastAccess = number(value);
				case 'h' -> fetched = value.equals("1");
				default -> {
					// A flag of a newer server
				}
			}
		}
		return new ItemMetadata(size, null, (timeToLive != null) ? timeToLive == -1 : null, seconds(timeToLive),
				seconds(lastAccess), fetched, flags, cas);
	}

	private static @Nullable Duration seconds(@Nullable Long seconds) {
		return (seconds != null && seconds >= 0) ? Duration.ofSeconds(seconds) : null;
	}

	private static @Nullable Long number(String value) {
		try {
			return Long.valueOf(value);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
