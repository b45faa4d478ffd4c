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
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a channel is ready. For one thread at a time.
 */
final class Readiness implements AutoCloseable {

	private final Selector selector;

	private final SelectionKey key;

	Readiness(SocketChannel channel) throws IOException {
		this.selector = Selector.open();
		try {
			this.key = channel.register(this.selector, 0);
		}
		catch (IOException | RuntimeException ex) {
			this.selector.close();
			throw ex;
		}
	}

	/**
	 * Waits until something can be done with the channel, or a little less long.
	 * @param operation what is to be done, of {@link SelectionKey}
	 * @param deadline until when to wait, as {@link System#nanoTime()}
	 * @throws SocketTimeoutException if it is later than that
	 * @throws IOException if the thread was interrupted
	 */
	void await(int operation, long deadline) throws IOException {
		long remaining = deadline - System.nanoTime();
		if (remaining <= 0) {
			throw new SocketTimeoutException("nothing came in time");
		}
		this.key.interestOps(operation);
		this.selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(remaining)));
		this.selector.selectedKeys().clear();
		if (Thread.currentThread().isInterrupted()) {
			throw new ClosedByInterruptException();
		}
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
	}

}
