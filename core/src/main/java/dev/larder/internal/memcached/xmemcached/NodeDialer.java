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
package dev.larder.internal.memcached.xmemcached;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.connect.ServerChannel;
import dev.larder.internal.memcached.connect.ServerConnection;
import dev.larder.internal.memcached.connect.ServerDialer;

/**
 * Opens connections to one server. Immutable.
 */
final class NodeDialer {

	private static final byte[] PROBE = ("get " + NodeClient.PROBE_KEY + "\r\n").getBytes(StandardCharsets.US_ASCII);

	private static final String PROBE_ANSWER = "END";

	private final NodeAddress address;

	private final ServerDialer dialer;

	private final Duration answerTime;

	NodeDialer(NodeAddress address, NodeSettings settings) {
		this.address = address;
		this.dialer = settings.dialer().asking();
		this.answerTime = settings.operationTimeout();
	}

	/**
	 * Connects to the first of the host's addresses that answers. Blocks.
	 * @return the connected channel, not blocking
	 * @throws dev.larder.internal.memcached.connect.AccessRefusedException if server and
	 * client do not accept each other
	 * @throws IOException if the name is unknown or no address answers
	 */
	ServerChannel connect() throws IOException {
		return this.dialer.connect(this.address.host(), this.address.port(), this.address.certified());
	}

	/**
	 * Returns whether the server answers on a new connection, which tells one that does
	 * not from a client that does not hear. Blocks.
	 */
	boolean answers() {
		try (ServerConnection connection = new ServerConnection(connect())) {
			connection.write(PROBE, this.answerTime);
			return connection.readLine(this.answerTime).equals(PROBE_ANSWER);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
