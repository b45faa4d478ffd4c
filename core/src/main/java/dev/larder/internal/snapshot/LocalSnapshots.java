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
package dev.larder.internal.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.local.LocalTier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Writes the entries of local tiers to a file at intervals and when closed, and restores
 * them at the next start. Thread-safe.
 * <p>
 * What is put, evicted or cleared is written to a log beside the file at once, so that it
 * does not come back when the process is killed. All other work is done by one daemon
 * thread. The file belongs to this object until it is closed or the process ends; others
 * in the same directory have files of their own.
 */
public final class LocalSnapshots implements AutoCloseable {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

	private final Duration interval;

	private final Duration closeTimeout;

	private final Clock clock;

	private final SnapshotFiles files;

	private final SortedMap<Long, Path> formerLogs;

	private final SnapshotMonitor monitor;

	private final SnapshotSaver saver;

	private final ConcurrentMap<String, SnapshotCache> caches = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, LocalSnapshots::thread);

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile boolean restoring;

	private volatile boolean closing;

	private volatile boolean givenUp;

	private LocalSnapshots(SnapshotFiles files, Duration interval, Duration closeTimeout, Clock clock)
			throws IOException {
		this.files = files;
		this.interval = interval;
		this.closeTimeout = closeTimeout;
		this.clock = clock;
		this.restoring = Files.exists(files.snapshot());
		this.formerLogs = new TreeMap<>(files.changeLogs());
		this.monitor = new SnapshotMonitor(files.snapshot(), this.restoring, clock);
		this.saver = new SnapshotSaver(files, this.monitor, clock,
				this.formerLogs.isEmpty() ? 0 : this.formerLogs.lastKey(), this::saveSoon);
		if (this.restoring) {
			this.saver.beginLog();
		}
		else {
			files.deleteLogsBefore(Long.MAX_VALUE);
		}
	}

	/**
	 * Takes a snapshot in a directory that no other instance uses: the former one of an
	 * instance that has ended, or a new one.
	 * @param directory the directory, which is created if need be
	 * @param interval the time from the end of writing a snapshot to the next
	 * @return the snapshots
	 * @throws IOException if the directory cannot be created or written
	 */
	public static LocalSnapshots open(Path directory, Duration interval) throws IOException {
		return open(directory, interval, CLOSE_TIMEOUT, Clock.systemUTC());
	}

	static LocalSnapshots open(Path directory, Duration interval, Duration closeTimeout, Clock clock)
			throws IOException {
		Assert.notNull(directory, "'directory' must not be null");
		Assert.isTrue(interval.toMillis() > 0, "'interval' must be at least a millisecond");
		SnapshotFiles files = SnapshotFiles.acquire(directory);
		try {
			return new LocalSnapshots(files, interval, closeTimeout, clock);
		}
		catch (IOException | RuntimeException ex) {
			files.close();
			throw ex;
		}
	}

	/**
	 * Creates an empty tier whose entries will be in snapshots. Restoring fills it, once
	 * started.
	 * @param cacheName the name of its cache, which has no tier here yet
	 * @param maxEntries how many entries it holds before it evicts those used least
	 * @param lifetimes tells how long entries are kept, and the time
	 * @param refreshesAhead whether entries are refreshed ahead
	 * @param values how its keys and values are written
	 * @return a new tier
	 */
	public LocalTier tier(String cacheName, long maxEntries, Lifetimes lifetimes, boolean refreshesAhead,
			SnapshotValues values) {
		SnapshotCache cache = new SnapshotCache(cacheName, maxEntries, lifetimes, refreshesAhead, values,
				this.saver.recorder(), this.monitor, this.restoring);
		Assert.state(this.caches.putIfAbsent(cacheName, cache) == null,
				() -> "There is a cache '" + cacheName + "' already in " + this.files);
		if (!this.restoring) {
			cache.restored();
		}
		return cache.tier();
	}

	/**
	 * Starts restoring the former snapshot, and writing new ones, unless started before.
	 * @param cacheCreator called with the name of each cache in the former snapshot,
	 * which creates a tier for it, unless there is one or the cache is not local
	 */
	public void start(Consumer<String> cacheCreator) {
		Assert.notNull(cacheCreator, "'cacheCreator' must not be null");
		if (this.started.compareAndSet(false, true)) {
			this.executor.execute(() -> restore(cacheCreator));
			ScheduledFuture<?> unused = this.executor.scheduleWithFixedDelay(this::save, this.interval.toMillis(),
					this.interval.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Returns the status of the snapshot.
	 * @return the status at this moment
	 */
	public SnapshotStatus status() {
		return this.monitor.status();
	}

	/**
	 * Writes a last snapshot, unless the former one is not restored yet, and gives the
	 * files free, which nothing is written to from then on. Waits 30 seconds at most,
	 * after which the former snapshot stays. The caches must not be changed any more.
	 */
	@Override
	public void close() {
		this.closing = true;
		if (this.started.get()) {
			saveSoon();
		}
		this.executor.shutdown();
		awaitLast();
		this.executor.shutdownNow();
		this.saver.close();
		this.files.close();
	}

	// All that writes must have ended, not the last snapshot alone: the next one at its
	// interval may have begun
	private void awaitLast() {
		try {
			if (!this.executor.awaitTermination(this.closeTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
				this.givenUp = true;
				this.monitor.givenUp(this.closeTimeout);
			}
		}
		catch (InterruptedException ex) {
			this.givenUp = true;
			Thread.currentThread().interrupt();
		}
	}

	// Whatever is thrown would end the schedule, silently
	@SuppressWarnings("CatchingUnchecked")
	private void save() {
		if (this.restoring) {
			return;
		}
		try {
			this.monitor.written(this.saver.save(this.caches.values(), () -> this.givenUp));
		}
		catch (Exception | Error ex) {
			this.monitor.notWritten(ex);
		}
	}

	boolean isClosing() {
		return this.closing;
	}

	ChangeRecorder recorder() {
		return this.saver.recorder();
	}

	/**
	 * Has a snapshot written before its time.
	 */
	Future<?> saveNow() {
		return this.executor.submit(this::save);
	}

	private void saveSoon() {
		try {
			Future<?> unused = saveNow();
		}
		catch (RejectedExecutionException ex) {
			// Closed meanwhile
		}
	}

	@SuppressWarnings("CatchingUnchecked")
	private void restore(Consumer<String> cacheCreator) {
		if (!this.restoring) {
			return;
		}
		try {
			if (!restoreSnapshot(cacheCreator)) {
				return;
			}
		}
		catch (DamagedSnapshotException ex) {
			this.monitor.damaged(String.valueOf(ex.getMessage()), this.files.setSnapshotAside(this.clock.instant()));
		}
		catch (Exception | Error ex) {
			this.monitor.notRestored(ex);
		}
		endRestoring();
	}

	private boolean restoreSnapshot(Consumer<String> cacheCreator) throws IOException {
		long start = System.nanoTime();
		if (!Files.exists(this.files.snapshot())) {
			return true;
		}
		this.monitor.restoring(Files.size(this.files.snapshot()));
		Restorer.Result result = new Restorer(this.files.snapshot(), this.formerLogs, this.clock)
			.restore((name) -> cache(name, cacheCreator), () -> this.closing);
		if (result == null) {
			return false;
		}
		this.monitor.restored(result, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		return true;
	}

	private @Nullable SnapshotCache cache(String name, Consumer<String> cacheCreator) {
		if (!this.caches.containsKey(name)) {
			cacheCreator.accept(name);
		}
		return this.caches.get(name);
	}

	private void endRestoring() {
		this.restoring = false;
		this.monitor.restoringEnded();
		this.caches.values().forEach((cache) -> cache.restored());
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "larder-snapshot");
		thread.setDaemon(true);
		return thread;
	}

}
