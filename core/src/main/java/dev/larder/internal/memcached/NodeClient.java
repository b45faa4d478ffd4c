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

import java.util.concurrent.ScheduledExecutorService;

import dev.larder.internal.memcached.connect.ServerDialer;

/**
 * The connection to one memcached server. It connects by itself, and again after every
 * loss; creating it neither connects nor fails.
 */
public interface NodeClient extends MemcachedOperations, AutoCloseable {

	/**
	 * The key that is read to find out whether a server answers. Nobody writes it. It is
	 * read with {@code get}, because every proxy passes that on to the server, while
	 * {@code version} is answered by some proxies themselves and cuts the connection in
	 * others.
	 */
	String PROBE_KEY = ServerDialer.PROBE_KEY;

	/**
	 * Returns the number of the connection that an operation sent now would go to, if it
	 * is not one made at this moment.
	 * @return the number, which is never greater than that of the connection it goes to
	 */
	int connection();

	/**
	 * Closes the connection; operations under way and later ones fail. Does not wait.
	 */
	@Override
	void close();

	/**
	 * Makes the clients of servers.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Makes the client of a server.
		 * @param address the server
		 * @param settings how to talk to it
		 * @param timer runs short tasks later, for all servers in one thread
		 * @return the client, not connected
		 */
		NodeClient create(NodeAddress address, NodeSettings settings, ScheduledExecutorService timer);

	}

}
