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
package dev.larder.internal.coherence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;

/**
 * Polls each node at intervals until its executor is shut down. A node that does not
 * answer delays no other. Thread-safe.
 */
final class PollLoop {

	private final MemcachedCluster cluster;

	private final Function<MemcachedNode, CompletableFuture<Void>> poll;

	private final Duration interval;

	private final ScheduledExecutorService executor;

	private final AtomicBoolean started = new AtomicBoolean();

	/**
	 * Creates a loop that does not run yet.
	 * @param cluster the servers
	 * @param poll polls a node
	 * @param interval the time from the end of a poll to the next
	 * @param executor starts the polls; they do not block it
	 */
	PollLoop(MemcachedCluster cluster, Function<MemcachedNode, CompletableFuture<Void>> poll, Duration interval,
			ScheduledExecutorService executor) {
		this.cluster = cluster;
		this.poll = poll;
		this.interval = interval;
		this.executor = executor;
	}

	/**
	 * Creates an executor with the one thread that polls need.
	 */
	static ScheduledExecutorService executor() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, PollLoop::thread);
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

	void start() {
		if (this.started.compareAndSet(false, true)) {
			this.cluster.nodes().forEach(this::schedule);
		}
	}

	/**
	 * Begins to poll a node that has joined.
	 */
	void joined(MemcachedNode node) {
		if (this.started.get()) {
			schedule(node);
		}
	}

	// One that is not used any more is not polled either
	private void schedule(MemcachedNode node) {
		if (!this.cluster.nodes().contains(node)) {
			return;
		}
		try {
			ScheduledFuture<?> unused = this.executor.schedule(() -> poll(node), this.interval.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed meanwhile
		}
		catch (OutOfMemoryError ex) {
			// The poll waits for the thread that whatever is scheduled next starts
		}
	}

	// A failure needs no attention here: the node's own health shows it, and reads that
	// need the generation fetch it themselves
	private void poll(MemcachedNode node) {
		CompletionStage<Void> poll = begin(node);
		poll.whenComplete((done, failure) -> schedule(node));
	}

	// What cannot even be sent, for want of threads or memory, may be the next time
	private CompletionStage<Void> begin(MemcachedNode node) {
		try {
			this.cluster.keepScheduling();
			return this.poll.apply(node);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "larder-coherence");
		thread.setDaemon(true);
		return thread;
	}

}
