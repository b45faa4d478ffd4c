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
package dev.larder.internal.memcached.connect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A connection that is encrypted by TLS. Its handshake is over before anybody gets it, so
 * that reading and writing need not wait for each other: of what TLS 1.3 may say
 * afterwards, reading answers a new key; a server that negotiates anew, as TLS 1.2 would
 * let it, loses the connection.
 */
final class TlsChannel implements ServerChannel {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	/**
	 * How many records may be in a buffer.
	 */
	private static final int RECORDS = 3;

	private final SocketChannel socket;

	private final SSLEngine engine;

	private final Object writing = new Object();

	/**
	 * What was received and not decrypted. For those who read.
	 */
	private ByteBuffer inbound;

	private boolean more;

	/**
	 * What was encrypted and not sent. For those who write.
	 */
	private ByteBuffer outbound;

	private volatile boolean unsent;

	private TlsChannel(SocketChannel socket, SSLEngine engine) {
		this.socket = socket;
		this.engine = engine;
		int size = RECORDS * engine.getSession().getPacketBufferSize();
		this.inbound = ByteBuffer.allocate(size);
		this.outbound = ByteBuffer.allocate(size);
	}

	/**
	 * Encrypts a connection.
	 * @param socket the connected socket, not blocking
	 * @param engine the engine, in client mode
	 * @param readiness waits for the socket
	 * @param deadline until when the handshake must be over
	 * @return the channel
	 * @throws SSLException if client and server do not come together
	 * @throws IOException if the connection is broken, or the server too slow
	 */
	static TlsChannel handshake(SocketChannel socket, SSLEngine engine, Readiness readiness, long deadline)
			throws IOException {
		engine.beginHandshake();
		TlsChannel channel = new TlsChannel(socket, engine);
		try {
			channel.handshake(readiness, deadline);
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			// Tells the server why
			channel.close();
			throw ex;
		}
	}

	private void handshake(Readiness readiness, long deadline) throws IOException {
		ByteBuffer text = ByteBuffer.allocate(this.engine.getSession().getApplicationBufferSize());
		while (true) {
			switch (this.engine.getHandshakeStatus()) {
				case NEED_TASK -> runTasks();
				case NEED_WRAP -> {
					wrap(NOTHING);
					while (!flush()) {
						readiness.await(SelectionKey.OP_WRITE, deadline);
					}
				}
				case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> receive(text, readiness, deadline);
				default -> {
					return;
				}
			}
		}
	}

	private void runTasks() {
		for (Runnable task = this.engine.getDelegatedTask(); task != null; task = this.engine.getDelegatedTask()) {
			task.run();
		}
	}

	private void receive(ByteBuffer text, Readiness readiness, long deadline) throws IOException {
		switch (unwrap(text).getStatus()) {
			case OK -> {
				// What is next is up to the engine
			}
			case BUFFER_UNDERFLOW -> {
				int count = this.socket.read(this.inbound);
				while (count == 0) {
					readiness.await(SelectionKey.OP_READ, deadline);
					count = this.socket.read(this.inbound);
				}
				if (count < 0) {
					throw new EOFException("the server closed the connection during the TLS handshake");
				}
			}
			case BUFFER_OVERFLOW, CLOSED ->
				throw new SSLException("the server closed the connection during the TLS handshake");
		}
	}

	@Override
	public SocketChannel socket() {
		return this.socket;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Asks the socket once at most, so that a server that sends without end keeps nobody
	 * here.
	 */
	@Override
	public int read(ByteBuffer target) throws IOException {
		int start = target.position();
		boolean ended = !this.more && this.socket.read(this.inbound) < 0;
		this.more = false;
		while (true) {
			SSLEngineResult result = unwrap(target);
			int count = target.position() - start;
			switch (result.getStatus()) {
				case OK -> answer(result.getHandshakeStatus());
				case BUFFER_UNDERFLOW -> {
					return (ended && count == 0) ? -1 : count;
				}
				case BUFFER_OVERFLOW -> {
					this.more = true;
					return count;
				}
				case CLOSED -> {
					// The socket may say nothing of it, so that it is to be asked for
					this.more = count > 0;
					return (count > 0) ? count : -1;
				}
			}
		}
	}

	private SSLEngineResult unwrap(ByteBuffer target) throws IOException {
		this.inbound.flip();
		SSLEngineResult result;
		try {
			result = this.engine.unwrap(this.inbound, target);
		}
		finally {
			this.inbound.compact();
		}
		if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && !this.inbound.hasRemaining()) {
			this.inbound = enlarged(this.inbound);
		}
		return result;
	}

	/**
	 * Answers what the server said of the connection itself.
	 */
	private void answer(HandshakeStatus status) throws IOException {
		if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
			return;
		}
		if (!this.engine.getSession().getProtocol().equals("TLSv1.3")) {
			throw new SSLException("the server wants to negotiate TLS anew, which is not done");
		}
		synchronized (this.writing) {
			if (this.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
				wrap(NOTHING);
				flush();
			}
		}
	}

	@Override
	public boolean hasMore() {
		return this.more;
	}

	@Override
	public boolean write(ByteBuffer source) throws IOException {
		synchronized (this.writing) {
			while (source.hasRemaining()) {
				if (!wrap(source)) {
					return false;
				}
			}
			return flush();
		}
	}

	/**
	 * Encrypts a record.
	 * @return whether there was room for it
	 */
	private boolean wrap(ByteBuffer source) throws IOException {
		synchronized (this.writing) {
			SSLEngineResult result = this.engine.wrap(source, this.outbound);
			return switch (result.getStatus()) {
				case OK -> {
					this.unsent = true;
					if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
						throw new SSLException("the TLS connection is stuck in state " + result.getHandshakeStatus());
					}
					yield true;
				}
				case BUFFER_OVERFLOW -> {
					boolean room = flush();
					if (room) {
						this.outbound = enlarged(this.outbound);
					}
					yield room;
				}
				case CLOSED, BUFFER_UNDERFLOW -> throw new ClosedChannelException();
			};
		}
	}

	// A record may be larger than was said before the handshake
	private ByteBuffer enlarged(ByteBuffer buffer) {
		int size = RECORDS * this.engine.getSession().getPacketBufferSize();
		if (buffer.capacity() >= size && buffer.hasRemaining()) {
			return buffer;
		}
		return ByteBuffer.allocate(Math.max(size, 2 * buffer.capacity())).put(buffer.flip());
	}

	@Override
	public boolean flush() throws IOException {
		synchronized (this.writing) {
			this.outbound.flip();
			try {
				this.socket.write(this.outbound);
			}
			finally {
				this.outbound.compact();
			}
			this.unsent = this.outbound.position() > 0;
			return !this.unsent;
		}
	}

	@Override
	public boolean hasUnsent() {
		return this.unsent;
	}

	@Override
	public void close() {
		try (SocketChannel socket = this.socket) {
			synchronized (this.writing) {
				this.engine.closeOutbound();
				if (socket.isOpen() && this.engine.wrap(NOTHING, this.outbound).bytesProduced() > 0) {
					flush();
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// The server notices without being told
		}
	}

}
