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
 * A connection that is not encrypted.
 */
final class PlainChannel implements ServerChannel {

	private final SocketChannel socket;

	PlainChannel(SocketChannel socket) {
		this.socket = socket;
	}

	@Override
	public SocketChannel socket() {
		return this.socket;
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		return this.socket.read(target);
	}

	@Override
	public boolean hasMore() {
		return false;
	}

	@Override
	public boolean write(ByteBuffer source) throws IOException {
		this.socket.write(source);
		return !source.hasRemaining();
	}

	@Override
	public boolean flush() {
		return true;
	}

	@Override
	public boolean hasUnsent() {
		return false;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is of no use any more in any case
		}
	}

}
