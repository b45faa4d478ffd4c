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

import org.springframework.util.Assert;

/**
 * How instances lease the loading of a value. Immutable.
 *
 * @param shared whether instances wait for each other; if not, a lease only makes sure
 * that nothing outdated is stored
 * @param time after what time without a sign of life another instance takes over
 * @param longest for how long a lease is renewed at most, so that a load that hangs does
 * not keep others from loading for ever
 */
public record LeaseSettings(boolean shared, Duration time, Duration longest) {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	public LeaseSettings {
		Assert.isTrue(time.toMillis() > 0, "'time' must be at least a millisecond");
		Assert.isTrue(!longest.isNegative(), "'longest' must not be negative");
	}

	/**
	 * Creates the settings for loads of unlimited time.
	 * @param shared whether instances wait for each other
	 * @param time after what time without a sign of life another instance takes over
	 */
	public LeaseSettings(boolean shared, Duration time) {
		this(shared, time, LONGEST);
	}

	/**
	 * Returns settings for loads of limited time.
	 * @param loadTimeout how long a load may take; zero for as long as it wants
	 * @return the new settings
	 */
	public LeaseSettings within(Duration loadTimeout) {
		return loadTimeout.isZero() ? this : new LeaseSettings(this.shared, this.time, loadTimeout);
	}

}
