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

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection for those who wait. For one thread at a time.
 */
public final class ServerConnection implements AutoCloseable {

	private static final int BUFFER_SIZE = 64 * 1024;

	private static final int MAX_LINE = 2048;

	private final ServerChannel channel;

	private final Readiness readiness;

	private final ByteBuffer input = ByteBuffer.allocate(BUFFER_SIZE).limit(0);

	/**
	 * Creates a connection on a channel.
	 * @param channel the channel, which is closed together with the connection
	 * @throws IOException if there is nothing to wait with
	 */
	public ServerConnection(ServerChannel channel) throws IOException {
		this.channel = channel;
		try {
			this.readiness = new Readiness(channel.socket());
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Writes.
	 * @param bytes the bytes
	 * @param timeout how long to wait at most until all of them are on their way
	 * @throws IOException if the connection is broken, or the server takes nothing
	 */
	public void write(byte[] bytes, Duration timeout) throws IOException {
		long deadline = System.nanoTime() + timeout.toNanos();
		ByteBuffer source = ByteBuffer.wrap(bytes);
		while (!this.channel.write(source)) {
			this.readiness.await(SelectionKey.OP_WRITE, deadline);
		}
	}

	/**
	 * Reads at least one byte.
	 * @param target where to put what there is
	 * @param offset from where on
	 * @param length how much at most
	 * @param timeout how long to wait at most
	 * @return how many bytes, or -1 at the end
	 * @throws java.net.SocketTimeoutException if there was nothing in time
	 * @throws IOException if the connection is broken
	 */
	public int read(byte[] target, int offset, int length, Duration timeout) throws IOException {
		if (!fill(timeout)) {
			return -1;
		}
		int count = Math.min(length, this.input.remaining());
		this.input.get(target, offset, count);
		return count;
	}

	/**
	 * Returns what is left to read as a stream. Closing it does nothing.
	 * @param silence how long to wait for the next bytes at most
	 * @return the stream, which needs no buffer
	 */
	public InputStream input(Duration silence) {
		return new InputStream() {

			@Override
			public int read() throws IOException {
				return fill(silence) ? ServerConnection.this.input.get() & 0xFF : -1;
			}

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				return (length > 0) ? ServerConnection.this.read(target, offset, length, silence) : 0;
			}

		};
	}

	/**
	 * Reads a line.
	 * @param timeout how long to wait at most
	 * @return the line without its end
	 * @throws IOException if the connection is broken, or no line has come in time
	 */
	public String readLine(Duration timeout) throws IOException {
		long deadline = System.nanoTime() + timeout.toNanos();
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		while (fill(deadline)) {
			byte next = this.input.get();
			if (next == '\n') {
				return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
			}
			line.write(next);
			if (line.size() > MAX_LINE) {
				throw new IOException("the server sent a line without end");
			}
		}
		throw new EOFException("the server closed the connection");
	}

	// The clock is only asked when there is something to wait for
	private boolean fill(Duration timeout) throws IOException {
		return this.input.hasRemaining() || fill(System.nanoTime() + timeout.toNanos());
	}

	private boolean fill(long deadline) throws IOException {
		while (!this.input.hasRemaining()) {
			this.input.clear();
			int count;
			try {
				count = this.channel.read(this.input);
			}
			finally {
				this.input.flip();
			}
			if (count < 0) {
				return false;
			}
			if (count == 0) {
				if (this.channel.hasUnsent()) {
					this.channel.flush();
				}
				this.readiness.await(SelectionKey.OP_READ, deadline);
			}
		}
		return true;
	}

	/**
	 * Gives up waiting, and leaves the channel open for somebody else.
	 * @return the channel
	 * @throws IOException if the server has sent what nobody asked for
	 */
	public ServerChannel release() throws IOException {
		this.readiness.close();
		if (this.input.hasRemaining()) {
			throw new IOException("the server sent more than one answer");
		}
		return this.channel;
	}

	@Override
	public void close() {
		this.channel.close();
		try {
			this.readiness.close();
		}
		catch (IOException ex) {
			// It waits for nothing any more
		}
	}

}
