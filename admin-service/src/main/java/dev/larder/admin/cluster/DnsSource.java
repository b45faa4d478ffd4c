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
package dev.larder.admin.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.larder.admin.memcached.ServerAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.ThrowingFunction;

/**
 * Finds servers by a DNS name, each of whose addresses is one.
 * <p>
 * The virtual machine itself remembers addresses for 30 seconds
 * ({@code networkaddress.cache.ttl}), so that shorter intervals find nothing new.
 */
final class DnsSource implements ServerSource {

	private final ServerAddress name;

	private final ThrowingFunction<String, InetAddress[]> resolver;

	/**
	 * Creates a source.
	 * @param name the name, with the port of the servers
	 * @param resolver returns the addresses of a name
	 */
	DnsSource(ServerAddress name, ThrowingFunction<String, InetAddress[]> resolver) {
		this.name = name;
		this.resolver = resolver;
	}

	@Override
	public List<ServerAddress> servers() throws IOException {
		try {
			return Arrays.stream(this.resolver.applyWithException(this.name.host()))
				.map((address) -> new ServerAddress(address.getHostAddress(), this.name.port()))
				.toList();
		}
		catch (UnknownHostException ex) {
			throw new IOException("The name " + this.name.host() + " is not known", ex);
		}
		catch (Exception ex) {
			throw new IOException("The name " + this.name.host() + " could not be looked up: " + ex, ex);
		}
	}

	@Override
	public Resolution resolution(@Nullable Instant resolvedAt, @Nullable String problem) {
		return new Resolution(this.name.name(), null, resolvedAt, problem);
	}

	@Override
	public String toString() {
		return this.name.name();
	}

}
