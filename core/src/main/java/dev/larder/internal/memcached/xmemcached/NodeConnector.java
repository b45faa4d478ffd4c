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
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.WriteMessage;
import com.google.code.yanf4j.core.impl.HandlerAdapter;
import com.google.code.yanf4j.nio.NioSession;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.ArrayMemcachedSessionLocator;
import net.rubyeye.xmemcached.impl.IndexMemcachedSessionComparator;
import net.rubyeye.xmemcached.impl.MemcachedConnector;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.connect.ServerChannel;

/**
 * xmemcached's connector and reactor for one server. Connecting is not left to it,
 * because its attempts are ever further apart and log a stack trace each; it is given
 * connected channels.
 */
final class NodeConnector extends MemcachedConnector {

	private static final int READ_BUFFER_SIZE = 64 * 1024;

	private final BiConsumer<NodeSession, String> onClose;

	private @Nullable ServerChannel opened;

	private NodeConnector(BiConsumer<NodeSession, String> onClose) {
		super(configuration(), new ArrayMemcachedSessionLocator(), new IndexMemcachedSessionComparator(), null,
				new TextCommandFactory(), 1, 1);
		this.onClose = onClose;
		// Has nothing to do, as our session completes its operations itself. xmemcached's
		// own sends heartbeats, reconnects and logs stack traces
		setHandler(new HandlerAdapter());
		setEnableHealSession(false);
	}

	/**
	 * Starts a connector with a reactor of its own.
	 * @param address the server, which names the thread
	 * @param onClose told of every session that closes, and why
	 * @return the connector
	 * @throws IOException if there is no selector to be had
	 */
	static NodeConnector start(NodeAddress address, BiConsumer<NodeSession, String> onClose) throws IOException {
		NodeConnector connector = new NodeConnector(onClose);
		connector.start();
		connector.getSelectorManager().getReactorByIndex(0).setName("larder-memcached-io-" + address.name());
		return connector;
	}

	private static Configuration configuration() {
		Configuration configuration = new Configuration();
		configuration.setSelectorPoolSize(1);
		configuration.setReadThreadCount(0);
		configuration.setWriteThreadCount(0);
		configuration.setDispatchMessageThreadCount(0);
		configuration.setSessionReadBufferSize(READ_BUFFER_SIZE);
		configuration.setSessionIdleTimeout(0);
		configuration.setCheckSessionTimeoutInterval(0);
		return configuration;
	}

	/**
	 * Makes a session of a connected channel. For one thread at a time.
	 * @param channel the channel, not blocking
	 * @return the session, ready to use
	 * @throws IOException if the channel has been closed meanwhile
	 */
	NodeSession open(ServerChannel channel) throws IOException {
		SocketChannel socket = channel.socket();
		InetSocketAddress address = (InetSocketAddress) socket.getRemoteAddress();
		this.opened = channel;
		return (NodeSession) createSession(socket, new InetSocketAddressWrapper(address, 0, 1, null, false));
	}

	@Override
	protected NioSession buildSession(SocketChannel socket) {
		ServerChannel channel = Objects.requireNonNull(this.opened, "Only open() makes sessions");
		return new NodeSession(buildSessionConfig(socket, buildQueue()), READ_BUFFER_SIZE, channel, this.onClose);
	}

	@Override
	protected Queue<WriteMessage> buildQueue() {
		return new ConcurrentLinkedQueue<>();
	}

}
