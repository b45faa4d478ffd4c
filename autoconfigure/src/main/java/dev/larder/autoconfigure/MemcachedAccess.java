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

import java.util.List;
import java.util.Objects;

import dev.larder.cache.MemcachedSettings;
import dev.larder.connection.Credentials;
import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.TlsSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What all servers that caches live in are shown.
 */
final class MemcachedAccess {

	private MemcachedAccess() {
	}

	/**
	 * Returns settings for the servers of the connections.
	 * @param settings how the servers are spoken to
	 * @param connections the connections
	 * @return the settings with servers, encryption and credentials
	 */
	static MemcachedSettings apply(MemcachedSettings settings, List<MemcachedConnectionDetails> connections) {
		List<String> servers = connections.stream()
			.flatMap((connection) -> connection.getNodes().stream())
			.map(MemcachedConnectionDetails.Node::toString)
			.toList();
		MemcachedConnectionDetails first = connections.get(0);
		connections.forEach((other) -> Assert.state(isAlike(first, other),
				() -> "All beans of the type MemcachedConnectionDetails must have the same user name, password and SSL"
						+ " bundle, as a cache manager has one for all of its servers"));
		// What Docker Compose and others name are servers themselves
		DiscoverySettings discovery = connections.stream()
			.allMatch(PropertiesMemcachedConnectionDetails.class::isInstance) ? settings.discovery()
					: DiscoverySettings.STATIC;
		return settings.withDiscovery(DiscoverySettings.STATIC)
			.withServers(servers)
			.withDiscovery(discovery)
			.withCredentials(credentials(first))
			.withTls(tls(first));
	}

	private static @Nullable TlsSettings tls(MemcachedConnectionDetails connection) {
		try {
			return BundledContext.tls(connection::getSslBundle);
		}
		catch (RuntimeException ex) {
			throw (connection instanceof PropertiesMemcachedConnectionDetails properties) ? properties.unusable(ex)
					: ex;
		}
	}

	private static boolean isAlike(MemcachedConnectionDetails one, MemcachedConnectionDetails other) {
		return one == other || (Objects.equals(one.getUsername(), other.getUsername())
				&& Objects.equals(one.getPassword(), other.getPassword())
				&& one.getSslBundle() == other.getSslBundle());
	}

	private static @Nullable Credentials credentials(MemcachedConnectionDetails connection) {
		String username = connection.getUsername();
		String password = connection.getPassword();
		return (username != null && password != null) ? new Credentials(username, password) : null;
	}

}
