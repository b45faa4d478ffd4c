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
package dev.larder.internal.memcached.xmemcached;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How the client of one server behaves. Immutable.
 *
 * @param operationTimeout the time within which every operation ends, one way or another
 * @param connectTimeout the time one attempt to connect may take
 * @param reconnectInterval the time between two attempts to connect
 * @param maxValueSize the longest value to accept from the server, in bytes; of a longer
 * one nothing is kept but its size
 */
public record ClientSettings(Duration operationTimeout, Duration connectTimeout, Duration reconnectInterval,
		int maxValueSize) {

	public ClientSettings {
		assertMillisecond(operationTimeout, "operationTimeout");
		assertMillisecond(connectTimeout, "connectTimeout");
		assertMillisecond(reconnectInterval, "reconnectInterval");
		Assert.isTrue(maxValueSize > 0, () -> "'maxValueSize' must be positive but is " + maxValueSize);
	}

	/**
	 * Returns the defaults: 250 ms for an operation, 1 s to connect, 500 ms between
	 * attempts, values of up to 64 MiB.
	 * @return the default settings
	 */
	public static ClientSettings defaults() {
		return new ClientSettings(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofMillis(500),
				64 * 1024 * 1024);
	}

	/**
	 * Returns settings with another operation timeout.
	 * @param operationTimeout the timeout, 1 ms or more
	 * @return the new settings
	 */
	public ClientSettings withOperationTimeout(Duration operationTimeout) {
		return new ClientSettings(operationTimeout, this.connectTimeout, this.reconnectInterval, this.maxValueSize);
	}

	/**
	 * Returns settings with another connect timeout.
	 * @param connectTimeout the timeout, 1 ms or more
	 * @return the new settings
	 */
	public ClientSettings withConnectTimeout(Duration connectTimeout) {
		return new ClientSettings(this.operationTimeout, connectTimeout, this.reconnectInterval, this.maxValueSize);
	}

	/**
	 * Returns settings with another reconnect interval.
	 * @param reconnectInterval the interval, 1 ms or more
	 * @return the new settings
	 */
	public ClientSettings withReconnectInterval(Duration reconnectInterval) {
		return new ClientSettings(this.operationTimeout, this.connectTimeout, reconnectInterval, this.maxValueSize);
	}

	/**
	 * Returns settings with another limit for values.
	 * @param maxValueSize the size in bytes, positive
	 * @return the new settings
	 */
	public ClientSettings withMaxValueSize(int maxValueSize) {
		return new ClientSettings(this.operationTimeout, this.connectTimeout, this.reconnectInterval, maxValueSize);
	}

	private static void assertMillisecond(Duration duration, String name) {
		Assert.notNull(duration, () -> "'" + name + "' must not be null");
		Assert.isTrue(duration.compareTo(Duration.ofMillis(1)) >= 0,
				() -> "'" + name + "' must be 1 ms or more but is " + duration);
	}

}
