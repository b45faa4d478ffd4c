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

import org.springframework.util.Assert;

/**
 * The address of a memcached server.
 *
 * @param host the host name or address as configured, without brackets
 * @param port the TCP port
 */
public record ServerAddress(String host, int port) {

	/**
	 * Memcached's usual port.
	 */
	public static final int DEFAULT_PORT = 11211;

	public ServerAddress {
		Assert.hasText(host, "'host' must not be empty");
		Assert.isTrue(port > 0 && port <= 65535, () -> "'port' must be from 1 to 65535 but is " + port);
	}

	/**
	 * Reads an address.
	 * @param text {@code host}, {@code host:port} or {@code [IPv6 address]:port}
	 * @return the address
	 * @throws IllegalArgumentException if the text is none of these
	 */
	public static ServerAddress parse(String text) {
		String address = text.trim();
		Assert.isTrue(
				!address.isEmpty() && address.chars().noneMatch(Character::isWhitespace) && !address.contains("/"),
				() -> "'" + text + "' is not a server address such as 'cache-1:11211'");
		if (address.startsWith("[")) {
			return parseBracketed(address);
		}
		int colon = address.lastIndexOf(':');
		if (colon < 0) {
			return new ServerAddress(address, DEFAULT_PORT);
		}
		Assert.isTrue(address.indexOf(':') == colon,
				() -> "'" + text + "' has several colons; write an IPv6 address in brackets, such as '[::1]:11211'");
		return new ServerAddress(address.substring(0, colon), parsePort(address.substring(colon + 1)));
	}

	private static ServerAddress parseBracketed(String address) {
		int end = address.indexOf(']');
		Assert.isTrue(end > 1, () -> "'" + address + "' misses the closing bracket of its IPv6 address");
		String host = address.substring(1, end);
		String rest = address.substring(end + 1);
		if (rest.isEmpty()) {
			return new ServerAddress(host, DEFAULT_PORT);
		}
		Assert.isTrue(rest.startsWith(":"), () -> "'" + address + "' must have a colon between address and port");
		return new ServerAddress(host, parsePort(rest.substring(1)));
	}

	private static int parsePort(String port) {
		try {
			return Integer.parseInt(port);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + port + "' is not a port number", ex);
		}
	}

	/**
	 * Returns the address as it is written in a configuration.
	 * @return {@code host:port}, with brackets around an IPv6 address
	 */
	public String name() {
		return ((this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

	@Override
	public String toString() {
		return name();
	}

}
