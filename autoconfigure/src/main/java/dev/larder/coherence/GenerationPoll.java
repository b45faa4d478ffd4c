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
package dev.larder.coherence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.larder.memcached.Generations;
import dev.larder.memcached.MemcachedCluster;
import dev.larder.memcached.MemcachedNode;

import org.springframework.util.Assert;

/**
 * Reads the generations of all caches at intervals, one round trip a node, so that
 * clearing a cache anywhere is seen here within two intervals and reads need no round
 * trip for it. A node that does not answer delays no other. Thread-safe.
 */
public final class GenerationPoll implements AutoCloseable {

	private final MemcachedCluster cluster;

	private final Generations generations;

	private final Duration interval;

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, GenerationPoll::thread);

	private final AtomicBoolean started = new AtomicBoolean();

	/**
	 * Creates a poll that does not run yet.
	 * @param cluster the servers
	 * @param generations what is read
	 * @param interval the time from the end of a reading to the next
	 */
	public GenerationPoll(MemcachedCluster cluster, Generations generations, Duration interval) {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(generations, "'generations' must not be null");
		Assert.isTrue(interval.toMillis() > 0, "'interval' must be at least a millisecond");
		this.cluster = cluster;
		this.generations = generations;
		this.interval = interval;
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Starts reading, unless it was started before.
	 */
	public void start() {
		if (this.started.compareAndSet(false, true)) {
			this.cluster.nodes().forEach(this::schedule);
		}
	}

	/**
	 * Ends reading.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private void schedule(MemcachedNode node) {
		try {
			ScheduledFuture<?> unused = this.executor.schedule(() -> poll(node), this.interval.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed meanwhile
		}
	}

	// A failure needs no attention here: the node's own health shows it, and reads that
	// need the generation fetch it themselves
	private void poll(MemcachedNode node) {
		CompletionStage<Void> poll = read(node);
		poll.whenComplete((done, failure) -> schedule(node));
	}

	// What cannot even be sent, for want of threads or memory, may be the next time
	private CompletionStage<Void> read(MemcachedNode node) {
		try {
			return this.generations.poll(node);
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
