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

import org.springframework.util.Assert;

/**
 * The address of a memcached server and its share of the keys.
 *
 * @param host the host name or address as configured, never resolved for naming
 * @param port the TCP port
 * @param weight the share of the keys relative to other nodes, 1 or more
 * @param certified the name that the server's certificate must be made out to
 */
public record NodeAddress(String host, int port, int weight, String certified) {

	/**
	 * Memcached's usual port.
	 */
	public static final int DEFAULT_PORT = 11211;

	private static final String EXPECTED = "Write each server as 'host:port' or 'host:port:weight', for example "
			+ "'cache-1:11211'.";

	public NodeAddress {
		Assert.hasText(host, "'host' must not be empty");
		Assert.isTrue(port > 0 && port <= 65535, () -> "'port' must be from 1 to 65535 but is " + port);
		Assert.isTrue(weight > 0, () -> "'weight' must be 1 or more but is " + weight);
	}

	/**
	 * Creates an address whose certificate is made out to the host.
	 * @param host the host name or address as configured
	 * @param port the TCP port
	 * @param weight the share of the keys relative to other nodes, 1 or more
	 */
	public NodeAddress(String host, int port, int weight) {
		this(host, port, weight, host);
	}

	/**
	 * Reads an address as it is written in settings.
	 * @param text {@code host:port} or {@code host:port:weight}, an IPv6 address in
	 * brackets
	 * @return the address
	 * @throws IllegalArgumentException if it is malformed, with what to write
	 */
	public static NodeAddress parse(String text) {
		int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
		Assert.isTrue(hostEnd > 0 && hostEnd < text.length() && text.charAt(hostEnd) == ':', EXPECTED);
		String host = text.substring(0, hostEnd);
		String[] numbers = text.substring(hostEnd + 1).split(":", -1);
		Assert.isTrue(numbers.length <= 2 && !host.isBlank() && host.chars().noneMatch(Character::isWhitespace),
				EXPECTED);
		try {
			return new NodeAddress(host, Integer.parseInt(numbers[0]),
					(numbers.length == 2) ? Integer.parseInt(numbers[1]) : 1);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(EXPECTED, ex);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(ex.getMessage() + ". " + EXPECTED, ex);
		}
	}

	/**
	 * Returns the fixed name of the node: what decides which keys it gets, and what logs,
	 * health and metrics call it.
	 * @return {@code host:port}
	 */
	public String name() {
		return this.host + ":" + this.port;
	}

	@Override
	public String toString() {
		return name();
	}

}
