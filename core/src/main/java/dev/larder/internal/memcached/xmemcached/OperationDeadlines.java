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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Fails operations that are not answered in time. All have the same timeout, so they
 * expire in the order in which they began, and it is enough to look at the oldest: every
 * few milliseconds while some are waiting, less often while there are hardly any, and not
 * at all while there are none. A task of its own for each operation would cost more than
 * the operation.
 */
final class OperationDeadlines implements AutoCloseable {

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

	private final Duration timeout;

	private final long timeoutNanos;

	private final ScheduledExecutorService timer;

	private final Runnable onTimeout;

	private final Queue<Operation<?>> pending = new ConcurrentLinkedQueue<>();

	/**
	 * The watch that looks at the queue again and again, if there is one.
	 */
	private final AtomicReference<@Nullable Object> watch = new AtomicReference<>();

	private volatile boolean closed;

	/**
	 * Creates deadlines.
	 * @param timeout the timeout of every operation
	 * @param timer looks for operations that have expired
	 * @param onTimeout called when some have
	 */
	OperationDeadlines(Duration timeout, ScheduledExecutorService timer, Runnable onTimeout) {
		this.timeout = timeout;
		this.timeoutNanos = timeout.toNanos();
		this.timer = timer;
		this.onTimeout = onTimeout;
	}

	/**
	 * Watches an operation.
	 * @param operation the operation, which has just begun
	 */
	void add(Operation<?> operation) {
		this.pending.offer(operation);
		if (this.watch.get() == null) {
			startWatch();
		}
		if (this.closed) {
			end();
		}
	}

	private void startWatch() {
		Object watch = new Object();
		if (this.watch.compareAndSet(null, watch)) {
			lookAfter(longPause(), watch);
		}
	}

	// What begins while the queue is empty does not expire before its timeout
	private long longPause() {
		return Math.max(TICK, this.timeoutNanos / 2);
	}

	private void lookAfter(long nanos, Object watch) {
		try {
			var unused = this.timer.schedule(() -> look(watch), nanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			end();
		}
		catch (OutOfMemoryError ex) {
			// Nobody would end their waiting; the next operation tries again
			this.watch.set(null);
			failAll(Reason.DISCONNECTED, "failed: " + ex);
		}
	}

	private void look(Object watch) {
		if (this.watch.get() != watch) {
			// It was given up when it had no thread
			return;
		}
		boolean idle = this.pending.isEmpty();
		try {
			expire();
		}
		finally {
			if (!this.pending.isEmpty()) {
				lookAfter(TICK, watch);
			}
			else if (!idle) {
				lookAfter(longPause(), watch);
			}
			else {
				endWatch();
			}
		}
	}

	private void endWatch() {
		this.watch.set(null);
		if (!this.pending.isEmpty()) {
			startWatch();
		}
	}

	private void expire() {
		boolean late = false;
		long now = System.nanoTime();
		Operation<?> oldest = this.pending.peek();
		while (oldest != null && (oldest.isDone() || now - oldest.started() >= this.timeoutNanos)) {
			this.pending.remove(oldest);
			late |= !oldest.isDone();
			oldest.fail(Reason.TIMEOUT, "timed out after " + this.timeout.toMillis() + " ms");
			oldest = this.pending.peek();
		}
		if (late) {
			this.onTimeout.run();
		}
	}

	private void end() {
		failAll(Reason.CLOSED, "failed: the client is closed");
	}

	private void failAll(Reason reason, String detail) {
		for (Operation<?> operation = this.pending.poll(); operation != null; operation = this.pending.poll()) {
			operation.fail(reason, detail);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		end();
	}

}
