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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.HistoryProperties;
import dev.larder.admin.fanout.OutOfMemoryExit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.TransactionException;

/**
 * Asks all servers and instances again and again, and keeps their figures. Of several
 * instances of the service that share a database one does it, as long as it has the
 * lease. While the database is away nobody is asked, and nothing else suffers from it.
 */
public class Poller implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Poller.class);

	/**
	 * The share of the interval by which each wait is longer or shorter.
	 */
	private static final double JITTER = 0.1;

	private static final Duration ROLL_UP_INTERVAL = Duration.ofMinutes(1);

	private static final Duration PRUNE_INTERVAL = Duration.ofMinutes(5);

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(15);

	private final Sampling sampling;

	private final HistoryStore store;

	private final FailureStore failures;

	private final Lease lease;

	private final RollUp rollUp;

	private final List<SnapshotListener> listeners;

	private final HistoryProperties properties;

	private @Nullable ScheduledExecutorService executor;

	private boolean owner;

	private boolean storeFailed;

	private Map<Subject, Failure> savedFailures = Map.of();

	private Instant rolledUpAt = Instant.EPOCH;

	private Instant prunedAt = Instant.EPOCH;

	Poller(Sampling sampling, HistoryStore store, FailureStore failures, Lease lease, List<SnapshotListener> listeners,
			HistoryProperties properties) {
		this.sampling = sampling;
		this.store = store;
		this.failures = failures;
		this.lease = lease;
		this.rollUp = new RollUp(store, properties.interval());
		this.listeners = listeners;
		this.properties = properties;
	}

	@Override
	public synchronized void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("history-");
		threads.setDaemon(true);
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
		this.executor = executor;
		schedule(executor, ThreadLocalRandom.current().nextDouble());
	}

	private void schedule(ScheduledExecutorService executor, double intervals) {
		if (!executor.isShutdown()) {
			// It reports its failures itself
			ScheduledFuture<?> unused = executor.schedule(() -> run(executor),
					(long) (this.properties.interval().toNanos() * intervals), TimeUnit.NANOSECONDS);
		}
	}

	private void run(ScheduledExecutorService executor) {
		long start = System.nanoTime();
		try {
			poll();
		}
		catch (Throwable ex) {
			OutOfMemoryExit.check(ex);
			logger.error("Asking servers and instances failed; it is tried again", ex);
		}
		finally {
			double taken = (double) (System.nanoTime() - start) / this.properties.interval().toNanos();
			double wait = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble() - taken;
			schedule(executor, Math.max(wait, JITTER));
		}
	}

	/**
	 * Asks all servers and instances now, if this instance of the service is the one that
	 * does.
	 * @return whether it is
	 */
	public synchronized boolean poll() {
		try {
			boolean polled = pollAsOwner();
			this.storeFailed = false;
			return polled;
		}
		catch (DataAccessException | TransactionException ex) {
			if (!this.storeFailed) {
				logger.warn("The database does not answer, so that there is a gap in the history: {}", ex.toString());
			}
			this.storeFailed = true;
			this.owner = false;
			return false;
		}
	}

	private boolean pollAsOwner() {
		Duration leased = this.properties.interval().multipliedBy(3);
		if (!this.lease.acquire((leased.compareTo(SHORTEST_LEASE) > 0) ? leased : SHORTEST_LEASE)) {
			this.owner = false;
			return false;
		}
		if (!this.owner) {
			this.savedFailures = this.failures.findAll();
			this.sampling.restart(this.savedFailures);
			this.owner = true;
			logger.info("This instance asks servers and instances from now on");
		}
		Snapshot snapshot = this.sampling.take();
		save(snapshot);
		this.listeners.forEach((listener) -> listener.taken(snapshot));
		maintain(snapshot.takenAt());
		return true;
	}

	private void save(Snapshot snapshot) {
		Map<Subject, List<Point>> points = new LinkedHashMap<>();
		snapshot.points().forEach((subject, point) -> points.put(subject, List.of(point)));
		this.store.add(HistoryStep.SAMPLE, points, snapshot.takenAt());
		Map<Subject, Failure> current = snapshot.failures();
		if (!current.equals(this.savedFailures)) {
			this.failures.save(current);
			this.savedFailures = current;
		}
	}

	private void maintain(Instant now) {
		if (!now.isBefore(this.rolledUpAt.plus(ROLL_UP_INTERVAL))) {
			this.rolledUpAt = now;
			this.rollUp.advance(now);
		}
		if (!now.isBefore(this.prunedAt.plus(PRUNE_INTERVAL))) {
			this.prunedAt = now;
			logger.debug("Removed {} points of the history", this.store.prune(now));
		}
	}

	/**
	 * Ends asking, and lets another instance go on.
	 */
	@Override
	public void stop() {
		ScheduledExecutorService executor = this.executor;
		if (executor == null) {
			return;
		}
		executor.shutdownNow();
		try {
			executor.awaitTermination(1, TimeUnit.SECONDS);
			this.lease.release();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (DataAccessException ex) {
			logger.debug("The lease ends by itself", ex);
		}
		this.executor = null;
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	@Override
	public boolean isAutoStartup() {
		return this.properties.enabled();
	}

}
