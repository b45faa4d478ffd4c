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
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The metadata in the answer to {@code me}: {@code ME <key>}, then {@code name=value}
 * pairs.
 */
final class MetaDebugReply {

	private MetaDebugReply() {
	}

	/**
	 * Reads the pairs of a line.
	 * @param line the line
	 * @param version the server's version, which decides what its {@code exp} means
	 * @return the metadata
	 */
	static ItemMetadata parse(String line, @Nullable ServerVersion version) {
		Map<String, String> values = new HashMap<>();
		String[] tokens = line.split(" ", -1);
		// The first two are 'ME' and the key, which may hold a '='
		for (int i = 2; i < tokens.length; i++) {
			int equals = tokens[i].indexOf('=');
			if (equals > 0) {
				values.put(tokens[i].substring(0, equals), tokens[i].substring(equals + 1));
			}
		}
		Long expiry = number(values.get("exp"));
		Long lastAccess = number(values.get("la"));
		String fetched = values.get("fetch");
		return new ItemMetadata(null, number(values.get("size")), neverExpires(expiry, version),
				timeToLive(expiry, version), (lastAccess != null) ? Duration.ofSeconds(lastAccess) : null,
				(fetched != null) ? fetched.equals("yes") : null, null, number(values.get("cas")));
	}

	private static @Nullable Boolean neverExpires(@Nullable Long expiry, @Nullable ServerVersion version) {
		if (expiry == null) {
			return null;
		}
		if (expiry != -1) {
			return false;
		}
		return isPositive(version) ? true : null;
	}

	private static @Nullable Duration timeToLive(@Nullable Long expiry, @Nullable ServerVersion version) {
		if (expiry == null || expiry == -1) {
			return null;
		}
		return Duration
			.ofSeconds(isPositive(version) ? Math.max(0, expiry) : Math.abs(Math.max(expiry, -Long.MAX_VALUE)));
	}

	/**
	 * Before 1.6.24 memcached gave the time to live as a negative number, so that -1 may
	 * also be one second.
	 */
	private static boolean isPositive(@Nullable ServerVersion version) {
		return version != null && Boolean.TRUE.equals(version.isAtLeast(1, 6, 24));
	}

	private static @Nullable Long number(@Nullable String value) {
		try {
			return (value != null) ? Long.valueOf(value) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
