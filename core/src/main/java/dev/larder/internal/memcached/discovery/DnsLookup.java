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

package dev.larder.internal.memcached.discovery;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.memcached.NodeAddress;

/**
 * Finds servers by names that have many addresses, such as that of a headless service of
 * Kubernetes: every address is a server, and its name. The Java virtual machine remembers
 * addresses for a while, 30 seconds unless {@code networkaddress.cache.ttl} says
 * otherwise.
 */
final class DnsLookup implements ServerLookup {

	private final List<NodeAddress> names;

	private final Resolver resolver;

	DnsLookup(List<NodeAddress> names, Resolver resolver) {
		this.names = List.copyOf(names);
		this.resolver = resolver;
	}

	@Override
	public List<NodeAddress> servers() throws IOException {
		Map<String, NodeAddress> servers = new LinkedHashMap<>();
		for (NodeAddress name : this.names) {
			for (InetAddress address : addresses(name.host())) {
				// The certificate of a server is made out to the name it is known by
				NodeAddress server = new NodeAddress(literal(address), name.port(), 1, name.certified());
				servers.putIfAbsent(server.name(), server);
			}
		}
		return new ArrayList<>(servers.values());
	}

	private InetAddress[] addresses(String host) throws IOException {
		try {
			InetAddress[] addresses = this.resolver.resolve(host);
			if (addresses.length > 0) {
				return addresses;
			}
		}
		catch (UnknownHostException ex) {
			throw new IOException("the name '" + host + "' is not known to DNS now", ex);
		}
		throw new IOException("the name '" + host + "' has no addresses now");
	}

	private static String literal(InetAddress address) {
		String literal = address.getHostAddress();
		return (address instanceof Inet6Address) ? "[" + literal + "]" : literal;
	}

	/**
	 * Finds the addresses of a name.
	 */
	@FunctionalInterface
	interface Resolver {

		/**
		 * Finds addresses.
		 * @param host the name
		 * @return the addresses
		 * @throws UnknownHostException if there are none
		 */
		InetAddress[] resolve(String host) throws UnknownHostException;

	}

}
