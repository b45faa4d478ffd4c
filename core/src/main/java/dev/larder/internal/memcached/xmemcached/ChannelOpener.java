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
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.NodeAddress;

/**
 * Connects channels to a server, resolving its name anew each time. Blocks.
 */
final class ChannelOpener {

	private ChannelOpener() {
	}

	/**
	 * Connects to the first of the host's addresses that answers.
	 * @param address the server
	 * @param timeout the time each address may take
	 * @return the connected channel, not blocking
	 * @throws IOException if the name is unknown or no address answers
	 */
	static SocketChannel open(NodeAddress address, Duration timeout) throws IOException {
		IOException failure = null;
		for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
			try {
				return open(new InetSocketAddress(candidate, address.port()), timeout);
			}
			catch (IOException ex) {
				failure = first(failure, ex);
			}
		}
		throw (failure != null) ? failure : new IOException("no address for " + address.host());
	}

	private static SocketChannel open(InetSocketAddress address, Duration timeout) throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
			channel.socket().connect(address, (int) timeout.toMillis());
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

}
