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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;

/**
 * The memcached servers that caches live in. By default those of the property
 * {@code larder.memcached.servers}; a bean of this type replaces them, as those that
 * Spring Boot makes for services of Docker Compose and for Testcontainers do. The servers
 * of several beans are used together, in the order of the beans.
 */
@FunctionalInterface
public interface MemcachedConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the servers.
	 * @return the servers, at least one; their names and weights, not their order, decide
	 * which has which keys
	 */
	List<Node> getNodes();

	/**
	 * Returns the name that is shown to the servers.
	 * @return the name, or {@code null} if they want none
	 */
	default @Nullable String getUsername() {
		return null;
	}

	/**
	 * Returns the password that is shown to the servers.
	 * @return the password, or {@code null} if they want none
	 */
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * Returns the bundle by which connections are encrypted. It is asked for each new
	 * connection, so that one that has changed is used.
	 * @return the bundle, or {@code null} if connections are not encrypted
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * A memcached server.
	 *
	 * @param host the name or address, an IPv6 address with or without brackets
	 * @param port the port
	 * @param weight the share of the keys relative to other servers, 1 or more
	 */
	record Node(String host, int port, int weight) {

		public Node {
			Assert.hasText(host, "'host' must not be empty");
			host = (host.indexOf(':') >= 0 && !host.startsWith("[")) ? "[" + host + "]" : host;
		}

		/**
		 * Creates a server that has as many keys as others.
		 * @param host the name or address
		 * @param port the port
		 */
		public Node(String host, int port) {
			this(host, port, 1);
		}

		/**
		 * Returns the server as it is written in properties.
		 * @return {@code host:port:weight}
		 */
		@Override
		public String toString() {
			return this.host + ":" + this.port + ":" + this.weight;
		}

	}

}
