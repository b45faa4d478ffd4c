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
package dev.larder.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.larder.coherence.WhenUnreachable;
import dev.larder.connection.Credentials;
import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.connection.TlsSettings;
import dev.larder.internal.memcached.NodeAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The memcached servers that caches live in, and how they are spoken to. Immutable.
 *
 * @param servers the servers, each as {@code host:port} or {@code host:port:weight}, an
 * IPv6 address in brackets; the weight is the server's share of the keys relative to the
 * others
 * @param keyPrefix the start of every key, by which applications can share servers; empty
 * if it is yet to be set
 * @param operationTimeout how long one operation may take before it counts as failed
 * @param connectTimeout how long connecting to a server may take
 * @param maxItemSize the size above which an item is neither written nor read, whatever
 * the servers take
 * @param pollInterval the time between two looks at what other instances did; what they
 * changed or cleared is gone here within two of these
 * @param whenUnreachable the use of the local copies of a server's items while it does
 * not answer
 * @param tls how connections are encrypted, or {@code null} if they are not
 * @param credentials what is shown to the servers, or {@code null} for nothing
 * @param discovery how the servers are found by those that are given
 */
public record MemcachedSettings(List<String> servers, String keyPrefix, Duration operationTimeout,
		Duration connectTimeout, DataSize maxItemSize, Duration pollInterval, WhenUnreachable whenUnreachable,
		@Nullable TlsSettings tls, @Nullable Credentials credentials, DiscoverySettings discovery) {

	public MemcachedSettings {
		servers = List.copyOf(servers);
		Assert.notEmpty(servers, "There is no server, such as 'cache-1:11211'");
		Set<String> names = new HashSet<>();
		for (String server : servers) {
			Assert.isTrue(names.add(NodeAddress.parse(server).name()),
					() -> "The server '" + server + "' is there twice");
		}
		Assert.notNull(keyPrefix, "'keyPrefix' must not be null");
		requireMillisecond(operationTimeout, "operationTimeout");
		requireMillisecond(connectTimeout, "connectTimeout");
		Assert.isTrue(maxItemSize.toBytes() >= 1024 && maxItemSize.toBytes() <= Integer.MAX_VALUE,
				"'maxItemSize' must be from 1KB to 2GB");
		requireMillisecond(pollInterval, "pollInterval");
		Assert.notNull(whenUnreachable, "'whenUnreachable' must not be null");
		Assert.isTrue(
				discovery.mode() == Mode.STATIC
						|| servers.stream().allMatch((server) -> NodeAddress.parse(server).weight() == 1),
				"Servers that are found have no weight");
	}

	/**
	 * Returns settings for some servers: 250 ms for an operation, a second to connect,
	 * items of up to 1 MB, a look at what others did every 200 ms. They lack a key
	 * prefix.
	 * @param servers the servers, each as {@code host:port} or {@code host:port:weight}
	 * @return the settings
	 */
	public static MemcachedSettings servers(String... servers) {
		return new MemcachedSettings(List.of(servers), "", Duration.ofMillis(250), Duration.ofSeconds(1),
				DataSize.ofMegabytes(1), Duration.ofMillis(200), WhenUnreachable.SERVE, null, null,
				DiscoverySettings.STATIC);
	}

	public MemcachedSettings withServers(List<String> servers) {
		return new MemcachedSettings(servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	/**
	 * Returns these settings with the start of every key. Two applications that share
	 * servers must not have the same.
	 * @param keyPrefix the start, such as the name of the application
	 * @return the new settings
	 */
	public MemcachedSettings withKeyPrefix(String keyPrefix) {
		return new MemcachedSettings(this.servers, keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	public MemcachedSettings withOperationTimeout(Duration operationTimeout) {
		return new MemcachedSettings(this.servers, this.keyPrefix, operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	public MemcachedSettings withConnectTimeout(Duration connectTimeout) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	public MemcachedSettings withMaxItemSize(DataSize maxItemSize) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	public MemcachedSettings withPollInterval(Duration pollInterval) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, pollInterval, this.whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	public MemcachedSettings withWhenUnreachable(WhenUnreachable whenUnreachable) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, whenUnreachable, this.tls, this.credentials, this.discovery);
	}

	/**
	 * Returns these settings with encrypted connections.
	 * @param tls how they are encrypted, or {@code null} if they are not
	 * @return the new settings
	 */
	public MemcachedSettings withTls(@Nullable TlsSettings tls) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, tls, this.credentials, this.discovery);
	}

	/**
	 * Returns these settings with a user name and a password, for servers that want them.
	 * @param credentials what is shown to the servers, or {@code null} for nothing
	 * @return the new settings
	 */
	public MemcachedSettings withCredentials(@Nullable Credentials credentials) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, credentials, this.discovery);
	}

	/**
	 * Returns these settings with servers that come and go, found by those that are
	 * given.
	 * @param discovery how they are found
	 * @return the new settings
	 */
	public MemcachedSettings withDiscovery(DiscoverySettings discovery) {
		return new MemcachedSettings(this.servers, this.keyPrefix, this.operationTimeout, this.connectTimeout,
				this.maxItemSize, this.pollInterval, this.whenUnreachable, this.tls, this.credentials, discovery);
	}

	List<NodeAddress> addresses() {
		return this.servers.stream().map(NodeAddress::parse).toList();
	}

	private static void requireMillisecond(Duration duration, String name) {
		Assert.isTrue(duration.toMillis() > 0, () -> "'" + name + "' must be a millisecond or more");
	}

}
