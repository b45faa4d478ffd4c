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

import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import dev.larder.internal.memcached.connect.ServerDialer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The limits of the conversation with a server: times, sizes, when the server is given
 * up, and how often it is probed then. Immutable.
 *
 * @param operationTimeout the time within which every operation ends, one way or another
 * @param connectTimeout the time one attempt to connect may take
 * @param reconnectInterval the time between two attempts to connect
 * @param maxValueSize the longest value to send or to accept, in bytes; of a longer one
 * that is received nothing is kept but its size
 * @param failureThreshold the timeouts and lost connections in a row that open the
 * breaker
 * @param probeInterval the time between two probes of a server that is down
 * @param tls how the connection is encrypted, or {@code null} if it is not
 * @param credentials what is shown to the server, or {@code null} for nothing
 */
public record NodeSettings(Duration operationTimeout, Duration connectTimeout, Duration reconnectInterval,
		int maxValueSize, int failureThreshold, Duration probeInterval, @Nullable TlsSettings tls,
		@Nullable Credentials credentials) {

	public NodeSettings {
		assertMillisecond(operationTimeout, "operationTimeout");
		assertMillisecond(connectTimeout, "connectTimeout");
		assertMillisecond(reconnectInterval, "reconnectInterval");
		Assert.isTrue(maxValueSize > 0, () -> "'maxValueSize' must be positive but is " + maxValueSize);
		Assert.isTrue(failureThreshold > 0, () -> "'failureThreshold' must be 1 or more but is " + failureThreshold);
		assertMillisecond(probeInterval, "probeInterval");
	}

	/**
	 * Returns the defaults: 250 ms for an operation, 1 s to connect, 500 ms between
	 * attempts, values of up to 64 MiB; five failures, and two probes a second.
	 * @return the default settings
	 */
	public static NodeSettings defaults() {
		return new NodeSettings(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofMillis(500), 64 * 1024 * 1024,
				5, Duration.ofMillis(500), null, null);
	}

	/**
	 * Returns settings with another operation timeout.
	 * @param operationTimeout the timeout, 1 ms or more
	 * @return the new settings
	 */
	public NodeSettings withOperationTimeout(Duration operationTimeout) {
		return new NodeSettings(operationTimeout, this.connectTimeout, this.reconnectInterval, this.maxValueSize,
				this.failureThreshold, this.probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings with another connect timeout.
	 * @param connectTimeout the timeout, 1 ms or more
	 * @return the new settings
	 */
	public NodeSettings withConnectTimeout(Duration connectTimeout) {
		return new NodeSettings(this.operationTimeout, connectTimeout, this.reconnectInterval, this.maxValueSize,
				this.failureThreshold, this.probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings with another reconnect interval.
	 * @param reconnectInterval the interval, 1 ms or more
	 * @return the new settings
	 */
	public NodeSettings withReconnectInterval(Duration reconnectInterval) {
		return new NodeSettings(this.operationTimeout, this.connectTimeout, reconnectInterval, this.maxValueSize,
				this.failureThreshold, this.probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings with another limit for values.
	 * @param maxValueSize the size in bytes, positive
	 * @return the new settings
	 */
	public NodeSettings withMaxValueSize(int maxValueSize) {
		return new NodeSettings(this.operationTimeout, this.connectTimeout, this.reconnectInterval, maxValueSize,
				this.failureThreshold, this.probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings with another threshold.
	 * @param failureThreshold the failures in a row, 1 or more
	 * @return the new settings
	 */
	public NodeSettings withFailureThreshold(int failureThreshold) {
		return new NodeSettings(this.operationTimeout, this.connectTimeout, this.reconnectInterval, this.maxValueSize,
				failureThreshold, this.probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings with another interval between probes.
	 * @param probeInterval the interval, 1 ms or more
	 * @return the new settings
	 */
	public NodeSettings withProbeInterval(Duration probeInterval) {
		return new NodeSettings(this.operationTimeout, this.connectTimeout, this.reconnectInterval, this.maxValueSize,
				this.failureThreshold, probeInterval, this.tls, this.credentials);
	}

	/**
	 * Returns settings for servers that are to be shown something.
	 * @param tls how connections are encrypted, or {@code null} if they are not
	 * @param credentials what is shown to the servers, or {@code null} for nothing
	 * @return the new settings
	 */
	public NodeSettings withAccess(@Nullable TlsSettings tls, @Nullable Credentials credentials) {
		return new NodeSettings(this.operationTimeout, this.connectTimeout, this.reconnectInterval, this.maxValueSize,
				this.failureThreshold, this.probeInterval, tls, credentials);
	}

	/**
	 * Returns what connects to servers as these settings say.
	 * @return the dialer
	 */
	public ServerDialer dialer() {
		return new ServerDialer(this.tls, this.credentials, this.connectTimeout);
	}

	private static void assertMillisecond(Duration duration, String name) {
		Assert.notNull(duration, () -> "'" + name + "' must not be null");
		Assert.isTrue(duration.compareTo(Duration.ofMillis(1)) >= 0,
				() -> "'" + name + "' must be 1 ms or more but is " + duration);
	}

}
