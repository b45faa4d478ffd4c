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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;

/**
 * Opens sockets to one server, resolving its name anew each time. Immutable.
 */
final class NodeDialer {

	private static final byte[] PROBE = ("get " + NodeClient.PROBE_KEY + "\r\n").getBytes(StandardCharsets.US_ASCII);

	private static final byte[] PROBE_ANSWER = "END\r\n".getBytes(StandardCharsets.US_ASCII);

	private final NodeAddress address;

	private final int connectMillis;

	private final int answerMillis;

	NodeDialer(NodeAddress address, NodeSettings settings) {
		this.address = address;
		this.connectMillis = (int) settings.connectTimeout().toMillis();
		this.answerMillis = (int) settings.operationTimeout().toMillis();
	}

	/**
	 * Connects to the first of the host's addresses that answers. Blocks.
	 * @return the connected channel, not blocking
	 * @throws IOException if the name is unknown or no address answers
	 */
	SocketChannel connect() throws IOException {
		IOException failure = null;
		for (InetAddress candidate : InetAddress.getAllByName(this.address.host())) {
			try {
				return connect(new InetSocketAddress(candidate, this.address.port()));
			}
			catch (IOException ex) {
				failure = first(failure, ex);
			}
		}
		throw (failure != null) ? failure : new IOException("no address for " + this.address.host());
	}

	private SocketChannel connect(InetSocketAddress address) throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
			channel.socket().connect(address, this.connectMillis);
			channel.configureBlocking(false);
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private static IOException first(@Nullable IOException failure, IOException ex) {
		if (failure == null) {
			return ex;
		}
		failure.addSuppressed(ex);
		return failure;
	}

	/**
	 * Returns whether the server answers on a new connection, which tells one that does
	 * not from a client that does not hear. Blocks.
	 */
	boolean answers() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.address.host(), this.address.port()), this.connectMillis);
			socket.setSoTimeout(this.answerMillis);
			socket.getOutputStream().write(PROBE);
			return Arrays.equals(socket.getInputStream().readNBytes(PROBE_ANSWER.length), PROBE_ANSWER);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
