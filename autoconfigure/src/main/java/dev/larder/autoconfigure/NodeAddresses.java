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
package dev.larder.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.memcached.NodeAddress;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Reads the addresses of memcached servers as they are written in properties:
 * {@code host:port} or {@code host:port:weight}, an IPv6 address in brackets.
 */
final class NodeAddresses {

	private static final String PROPERTY = "larder.memcached.servers";

	private static final String EXPECTED = "Write each server as 'host:port' or 'host:port:weight', for example "
			+ "'cache-1:11211'.";

	private NodeAddresses() {
	}

	/**
	 * Reads addresses.
	 * @param servers the addresses
	 * @return the addresses, in the same order
	 * @throws InvalidConfigurationPropertyValueException if one is malformed, one comes
	 * twice, or there is none
	 */
	static List<NodeAddress> parse(List<String> servers) {
		Map<String, NodeAddress> addresses = new LinkedHashMap<>();
		for (String server : servers) {
			NodeAddress address = parse(server);
			if (addresses.put(address.name(), address) != null) {
				throw invalid(server, "The server is there twice.");
			}
		}
		if (addresses.isEmpty()) {
			throw invalid(servers, "There is no server. " + EXPECTED);
		}
		return new ArrayList<>(addresses.values());
	}

	private static NodeAddress parse(String server) {
		int hostEnd = server.startsWith("[") ? server.indexOf(']') + 1 : server.indexOf(':');
		if (hostEnd <= 0 || hostEnd >= server.length() || server.charAt(hostEnd) != ':') {
			throw invalid(server, EXPECTED);
		}
		String host = server.substring(0, hostEnd);
		String[] numbers = server.substring(hostEnd + 1).split(":", -1);
		if (numbers.length > 2 || !StringUtils.hasText(host) || host.chars().anyMatch(Character::isWhitespace)) {
			throw invalid(server, EXPECTED);
		}
		try {
			int port = Integer.parseInt(numbers[0]);
			int weight = (numbers.length == 2) ? Integer.parseInt(numbers[1]) : 1;
			return new NodeAddress(host, port, weight);
		}
		catch (NumberFormatException ex) {
			throw invalid(server, EXPECTED);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(server, ex.getMessage() + ". " + EXPECTED);
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(PROPERTY, value, reason);
	}

}
