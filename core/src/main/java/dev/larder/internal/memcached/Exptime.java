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
package dev.larder.internal.memcached;

import java.time.Duration;

/**
 * Memcached's way to say when an item expires: a number of seconds from now up to 30
 * days, and seconds since the epoch beyond that; 0 is never (memcached's
 * {@code protocol.txt}, "Expiration times").
 */
public final class Exptime {

	/**
	 * The item does not expire.
	 */
	public static final int NEVER = 0;

	private static final long LONGEST_RELATIVE = Duration.ofDays(30).toSeconds();

	private Exptime() {
	}

	/**
	 * Returns the expiry for a time to live. Memcached counts whole seconds on a clock
	 * that ticks once a second, so the time is rounded up and a second is added; who
	 * needs it exact keeps the time in the value as well.
	 * @param timeToLive the time to live, positive
	 * @param now the current time, in milliseconds since the epoch
	 * @return the expiry to send
	 */
	public static int of(Duration timeToLive, long now) {
		long seconds = timeToLive.plusNanos(999_999_999).toSeconds() + 1;
		if (seconds <= LONGEST_RELATIVE) {
			return (int) seconds;
		}
		long absolute = now / 1000 + seconds;
		return (absolute <= Integer.MAX_VALUE) ? (int) absolute : NEVER;
	}

}
