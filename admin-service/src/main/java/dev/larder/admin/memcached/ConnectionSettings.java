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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

import dev.larder.internal.memcached.connect.ServerChannel;
import dev.larder.internal.memcached.connect.ServerDialer;

import org.springframework.util.Assert;

/**
 * How a conversation with a server begins, and how long it may take.
 *
 * @param connectTimeout the longest wait for the connection
 * @param readTimeout the longest wait for the next bytes of an answer
 * @param deadline the longest time a whole conversation may take, however steadily its
 * bytes arrive
 * @param access what the server wants of those who connect to it
 */
public record ConnectionSettings(Duration connectTimeout, Duration readTimeout, Duration deadline,
		ServerAccess access) {

	public ConnectionSettings {
		requirePositive(connectTimeout, "connectTimeout");
		requirePositive(readTimeout, "readTimeout");
		requirePositive(deadline, "deadline");
	}

	/**
	 * Creates settings for a server that wants nothing.
	 * @param connectTimeout the longest wait for the connection
	 * @param readTimeout the longest wait for the next bytes of an answer
	 * @param deadline the longest time a whole conversation may take
	 */
	public ConnectionSettings(Duration connectTimeout, Duration readTimeout, Duration deadline) {
		this(connectTimeout, readTimeout, deadline, ServerAccess.FREE);
	}

	/**
	 * Returns settings for a server.
	 * @param access what it wants of those who connect to it
	 * @return the settings
	 */
	public ConnectionSettings withAccess(ServerAccess access) {
		return new ConnectionSettings(this.connectTimeout, this.readTimeout, this.deadline, access);
	}

	/**
	 * Connects to a server. Blocks.
	 * @throws IOException if that fails, with a message for people
	 */
	ServerChannel connect(ServerAddress address) throws IOException {
		InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
		if (target.isUnresolved()) {
			throw new IOException("the host name '" + address.host() + "' is unknown");
		}
		String certified = this.access.certified();
		ServerDialer dialer = new ServerDialer(this.access.tls(), this.access.credentials(), this.connectTimeout);
		return dialer.connect(target, (certified != null) ? certified : address.host());
	}

	/**
	 * Returns settings for what is left of the time.
	 * @param elapsed how much has passed
	 * @return the settings, with a deadline of a millisecond at least
	 */
	ConnectionSettings after(Duration elapsed) {
		Duration left = this.deadline.minus(elapsed);
		return new ConnectionSettings(this.connectTimeout, this.readTimeout,
				(left.toMillis() > 0) ? left : Duration.ofMillis(1), this.access);
	}

	/**
	 * Returns settings for those who wait less long for an answer.
	 * @param longest the longest wait for the next bytes
	 * @return the settings
	 */
	ConnectionSettings withReadTimeout(Duration longest) {
		return new ConnectionSettings(this.connectTimeout,
				(longest.compareTo(this.readTimeout) < 0) ? longest : this.readTimeout, this.deadline, this.access);
	}

	private static void requirePositive(Duration duration, String name) {
		Assert.isTrue(duration.toMillis() > 0, () -> "'" + name + "' must be a millisecond or more but is " + duration);
	}

}
