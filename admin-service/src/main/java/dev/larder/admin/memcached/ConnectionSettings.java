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

import org.springframework.util.Assert;

/**
 * How long a conversation with a server may take.
 *
 * @param connectTimeout the longest wait for the connection
 * @param readTimeout the longest wait for the next bytes of an answer
 * @param deadline the longest time a whole conversation may take, however steadily its
 * bytes arrive
 */
public record ConnectionSettings(Duration connectTimeout, Duration readTimeout, Duration deadline) {

	public ConnectionSettings {
		requirePositive(connectTimeout, "connectTimeout");
		requirePositive(readTimeout, "readTimeout");
		requirePositive(deadline, "deadline");
	}

	/**
	 * Returns settings for what is left of the time.
	 * @param elapsed how much has passed
	 * @return the settings, with a deadline of a millisecond at least
	 */
	ConnectionSettings after(Duration elapsed) {
		Duration left = this.deadline.minus(elapsed);
		return new ConnectionSettings(this.connectTimeout, this.readTimeout,
				(left.toMillis() > 0) ? left : Duration.ofMillis(1));
	}

	/**
	 * Returns settings for those who wait less long for an answer.
	 * @param longest the longest wait for the next bytes
	 * @return the settings
	 */
	ConnectionSettings withReadTimeout(Duration longest) {
		return new ConnectionSettings(this.connectTimeout,
				(longest.compareTo(this.readTimeout) < 0) ? longest : this.readTimeout, this.deadline);
	}

	private static void requirePositive(Duration duration, String name) {
		Assert.isTrue(duration.toMillis() > 0, () -> "'" + name + "' must be a millisecond or more but is " + duration);
	}

}
