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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.code.yanf4j.core.WriteMessage;
import net.rubyeye.xmemcached.command.Command;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.connect.ServerChannel;

/**
 * Writes queued operations to the socket, on whichever thread finds nobody else doing it:
 * usually the caller's, which saves a hand-over to the reactor. What other threads queue
 * meanwhile goes out together, {@code get}s as one command.
 * <p>
 * The thread that {@linkplain #enter() enters} first owns the writer until its queue is
 * empty. If the socket takes no more, the ownership goes to the reactor, which
 * {@linkplain #resume() resumes} when it does.
 */
final class RequestWriter {

	private static final int BUFFER_SIZE = 32 * 1024;

	private static final int MAX_GATHERED = 32;

	/**
	 * How often a caller writes for others before the reactor takes over.
	 */
	private static final int MAX_ROUNDS = 8;

	private final ServerChannel channel;

	private final Queue<WriteMessage> queue;

	private final Queue<Command> sent;

	private final AtomicInteger entered = new AtomicInteger();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

	private @Nullable ByteBuffer request;

	private int seen;

	private volatile boolean paused;

	private final AtomicInteger inFlight = new AtomicInteger();

	RequestWriter(ServerChannel channel, Queue<WriteMessage> queue, Queue<Command> sent) {
		this.channel = channel;
		this.queue = queue;
		this.sent = sent;
	}

	/**
	 * Announces that there is something in the queue.
	 * @return whether the calling thread has to write it
	 */
	boolean enter() {
		if (this.entered.getAndIncrement() != 0) {
			return false;
		}
		this.seen = 1;
		return true;
	}

	/**
	 * Takes up the ownership after a pause. For the reactor only.
	 * @return whether there was a pause
	 */
	boolean resume() {
		if (!this.paused) {
			return false;
		}
		this.paused = false;
		this.seen = this.entered.get();
		return true;
	}

	/**
	 * Writes the queued requests. For the owner only.
	 * @return whether that was all; otherwise the reactor has to resume when the socket
	 * is writable
	 * @throws IOException if the connection is broken
	 */
	boolean write() throws IOException {
		for (int round = 0; round < MAX_ROUNDS; round++) {
			if (!drain()) {
				break;
			}
			this.seen = this.entered.addAndGet(-this.seen);
			if (this.seen == 0) {
				return true;
			}
		}
		pause();
		return false;
	}

	/**
	 * Leaves the writing to the reactor. For the owner only.
	 */
	void pause() {
		this.paused = true;
	}

	/**
	 * Takes note that the answer to a command has begun.
	 */
	void answered() {
		this.inFlight.decrementAndGet();
	}

	/**
	 * Returns how many commands were sent and not answered.
	 * @return the number
	 */
	int inFlight() {
		return this.inFlight.get();
	}

	private boolean drain() throws IOException {
		while (true) {
			fill();
			if (this.buffer.position() == 0) {
				return !this.channel.hasUnsent() || this.channel.flush();
			}
			this.buffer.flip();
			boolean sent = this.channel.write(this.buffer);
			this.buffer.compact();
			if (!sent) {
				return false;
			}
		}
	}

	private void fill() {
		while (this.buffer.hasRemaining()) {
			if (this.request == null) {
				Operation<?> operation = next();
				if (operation == null) {
					return;
				}
				// Before a byte is sent, since the reply may be there at once
				this.sent.add(operation);
				this.inFlight.incrementAndGet();
				operation.encode();
				this.request = operation.getIoBuffer().buf();
			}
			ByteBuffer request = this.request;
			int length = Math.min(this.buffer.remaining(), request.remaining());
			this.buffer.put(this.buffer.position(), request, request.position(), length);
			this.buffer.position(this.buffer.position() + length);
			request.position(request.position() + length);
			if (!request.hasRemaining()) {
				this.request = null;
			}
		}
	}

	private @Nullable Operation<?> next() {
		Operation<?> operation = poll();
		if (!(operation instanceof GetOperation get) || !get.isGatherable()) {
			return operation;
		}
		List<GetOperation> gets = null;
		while (this.queue.peek() instanceof GetOperation other && other.isGatherable()
				&& (gets == null || gets.size() < MAX_GATHERED)) {
			this.queue.poll();
			if (gets == null) {
				gets = new ArrayList<>(MAX_GATHERED);
				gets.add(get);
			}
			gets.add(other);
		}
		return (gets != null) ? new GatheredGets(gets) : get;
	}

	/**
	 * Takes the next operation somebody still waits for.
	 */
	private @Nullable Operation<?> poll() {
		Operation<?> operation = (Operation<?>) this.queue.poll();
		while (operation != null && operation.isDone()) {
			operation = (Operation<?>) this.queue.poll();
		}
		return operation;
	}

	/**
	 * The {@code get}s of several callers, sent as one command because they met in the
	 * queue. Each gets its own item as soon as it has arrived.
	 */
	private static final class GatheredGets extends RetrievalOperation<@Nullable Void> {

		private final List<GetOperation> gets;

		GatheredGets(List<GetOperation> gets) {
			super(gets.stream().map(GetOperation::getKeyBytes).toArray(byte[][]::new), false,
					gets.get(0).maxValueSize(), gets.get(0).started());
			this.gets = gets;
		}

		@Override
		void found(int index, Item item) {
			this.gets.get(index).complete(item);
		}

		@Override
		void ended() {
			// Those found are complete already, and stay as they are
			this.gets.forEach((get) -> get.complete(null));
		}

		@Override
		void fail(Reason reason, String message) {
			this.gets.forEach((get) -> get.fail(reason, message));
		}

	}

}
