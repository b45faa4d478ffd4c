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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connected channel to a server, which does not block: what is read and written is
 * plain text, whatever goes over the network. One thread may read while another writes.
 */
public interface ServerChannel extends AutoCloseable {

	/**
	 * Returns the socket, to be told when it is ready.
	 * @return the socket, which nobody else reads or writes
	 */
	SocketChannel socket();

	/**
	 * Reads what is there.
	 * @param target where to put it, with room for more than a record of TLS, 16 KiB
	 * @return how many bytes, or -1 at the end
	 * @throws IOException if the connection is broken, or is not what it should be
	 */
	int read(ByteBuffer target) throws IOException;

	/**
	 * Returns whether the last reading has left something for which it had no room, so
	 * that it has to be repeated although the socket may have nothing.
	 * @return whether there is more
	 */
	boolean hasMore();

	/**
	 * Writes. What the socket does not take at once has to be {@linkplain #flush()
	 * flushed} when it does, or follows with the next writing.
	 * @param source the bytes, of which some may be left
	 * @return whether all of them are on their way
	 * @throws IOException if the connection is broken
	 */
	boolean write(ByteBuffer source) throws IOException;

	/**
	 * Writes what was taken but not written.
	 * @return whether nothing is left
	 * @throws IOException if the connection is broken
	 */
	boolean flush() throws IOException;

	/**
	 * Returns whether something was taken but not written, also by reading, which may
	 * have something to answer.
	 * @return whether there is something to flush
	 */
	boolean hasUnsent();

	/**
	 * Closes the connection. Does not wait.
	 */
	@Override
	void close();

}
