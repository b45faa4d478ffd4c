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

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Fails operations that are not answered in time. All have the same timeout, so they
 * expire in the order in which they began, and one thread that looks at the oldest every
 * few milliseconds is enough. It starts with the first operation.
 */
final class OperationDeadlines implements AutoCloseable {

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

	private final Duration timeout;

	private final long timeoutNanos;

	private final Queue<Operation<?>> pending = new ConcurrentLinkedQueue<>();

	private final ThreadFactory threads;

	private volatile @Nullable Thread thread;

	private volatile boolean closed;

	/**
	 * Creates deadlines.
	 * @param name the name of the server, for the thread
	 * @param timeout the timeout of every operation
	 */
	OperationDeadlines(String name, Duration timeout) {
		this(timeout, (task) -> {
			Thread thread = new Thread(task, "larder-memcached-timeouts-" + name);
			thread.setDaemon(true);
			return thread;
		});
	}

	OperationDeadlines(Duration timeout, ThreadFactory threads) {
		this.timeout = timeout;
		this.timeoutNanos = timeout.toNanos();
		this.threads = threads;
	}

	/**
	 * Watches an operation.
	 * @param operation the operation, which has just begun
	 */
	void add(Operation<?> operation) {
		this.pending.offer(operation);
		if (this.thread == null) {
			start();
		}
		if (this.closed) {
			failAll(Reason.CLOSED, "failed: the client is closed");
		}
	}

	private synchronized void start() {
		if (this.thread != null) {
			return;
		}
		Thread thread = this.threads.newThread(this::run);
		try {
			thread.start();
			this.thread = thread;
		}
		catch (OutOfMemoryError ex) {
			// Nobody would end their waiting; the next operation tries again
			failAll(Reason.DISCONNECTED, "failed: " + ex);
		}
	}

	private void run() {
		try {
			while (!this.closed) {
				expire();
				// What comes while the queue is empty does not expire before its timeout
				TimeUnit.NANOSECONDS.sleep(this.pending.isEmpty() ? Math.max(TICK, this.timeoutNanos / 2) : TICK);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		failAll(Reason.CLOSED, "failed: the client is closed");
	}

	private void expire() {
		long now = System.nanoTime();
		Operation<?> oldest = this.pending.peek();
		while (oldest != null && (oldest.isDone() || now - oldest.started() >= this.timeoutNanos)) {
			this.pending.poll();
			oldest.fail(Reason.TIMEOUT, "timed out after " + this.timeout.toMillis() + " ms");
			oldest = this.pending.peek();
		}
	}

	private void failAll(Reason reason, String detail) {
		for (Operation<?> operation = this.pending.poll(); operation != null; operation = this.pending.poll()) {
			operation.fail(reason, detail);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
		failAll(Reason.CLOSED, "failed: the client is closed");
	}

}
