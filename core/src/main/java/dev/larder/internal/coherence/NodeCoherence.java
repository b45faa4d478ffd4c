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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.larder.coherence.Invalidation;
import dev.larder.coherence.WhenUnreachable;
import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.Generation;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.KeyLocation;
import dev.larder.internal.memcached.MemcachedNode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copies of one node's items up to date, and announces what this instance
 * changes. Thread-safe.
 */
final class NodeCoherence implements ChangeListener {

	private final MemcachedNode node;

	private final Generations generations;

	private final LongSupplier nanoTime;

	private final Stamps stamps = new Stamps();

	/**
	 * The age of the last complete poll up to which copies are served.
	 */
	private final long maxAgeNanos;

	private final Journal journal;

	private final JournalReader reader;

	private final JournalWriter writer;

	private final AtomicReference<@Nullable CompletableFuture<Void>> poll = new AtomicReference<>();

	private volatile boolean polled;

	private volatile long polledAt;

	/**
	 * Creates the coherence of a node.
	 * @param node the node
	 * @param generations polled together with the journal
	 * @param settings how copies are kept up to date
	 * @param origin the number that stands for this instance
	 * @param randomness gives numbers that do not repeat
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 * @param channel is given the announcements; must neither block nor throw
	 * @param later runs a task after the time of gathering, or returns {@code false}
	 * @param lossListener told why all copies were dropped
	 */
	NodeCoherence(MemcachedNode node, Generations generations, CoherenceSettings settings, long origin,
			LongSupplier randomness, LongSupplier nanoTime, Consumer<Invalidation> channel, Predicate<Runnable> later,
			Consumer<Supplier<String>> lossListener) {
		this.node = node;
		this.generations = generations;
		this.nanoTime = nanoTime;
		this.maxAgeNanos = (settings.whenUnreachable() == WhenUnreachable.BYPASS) ? settings.silentAfter().toNanos()
				: Long.MAX_VALUE;
		this.journal = new Journal(node.operations(), settings.keyPrefix(), randomness);
		this.reader = new JournalReader(this.journal, origin, this.stamps, System::currentTimeMillis,
				(millis) -> node.times().changeSeen(node.address().name(), millis), lossListener);
		this.writer = new JournalWriter(node.address().name(), origin, this.journal, channel, later,
				System::currentTimeMillis);
	}

	/**
	 * Polls the node, unless a poll is under way.
	 * @return complete when the poll is, exceptionally if the node does not answer
	 */
	CompletableFuture<Void> poll() {
		CompletableFuture<Void> mine = new CompletableFuture<>();
		CompletableFuture<Void> others = this.poll.compareAndExchange(null, mine);
		if (others != null) {
			return others;
		}
		var unused = send().whenComplete((done, failure) -> {
			this.poll.set(null);
			if (failure != null) {
				mine.completeExceptionally(failure);
			}
			else {
				mine.complete(null);
			}
		});
		return mine;
	}

	/**
	 * Polls the node, once a poll that is under way has ended.
	 * @return complete when the poll is, exceptionally if the node does not answer
	 */
	CompletableFuture<Void> pollAnew() {
		CompletableFuture<Void> others = this.poll.get();
		return (others != null) ? others.exceptionally((failure) -> null).thenCompose((done) -> poll()) : poll();
	}

	private CompletableFuture<Void> send() {
		long began = this.nanoTime.getAsLong();
		try {
			return this.generations
				.poll(this.node, List.of(this.journal.head()),
						(items) -> this.reader.read(items.get(this.journal.head())))
				.thenRun(() -> {
					this.polledAt = began;
					this.polled = true;
					this.writer.nodeAnswers();
				});
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Takes the validity of a key that is going to be read.
	 */
	Validity begin(KeyLocation location) {
		return new CopyValidity(location);
	}

	// Reads the clock only if that matters
	private boolean mayBeServed() {
		return this.maxAgeNanos == Long.MAX_VALUE
				|| (this.polled && this.nanoTime.getAsLong() - this.polledAt <= this.maxAgeNanos);
	}

	@Override
	public void changed(String key) {
		int hash = Stamps.hash(key);
		this.stamps.invalidate(hash);
		this.writer.changed(hash);
	}

	@Override
	public void sent(String key) {
		this.stamps.invalidate(Stamps.hash(key));
	}

	@Override
	public void missed(String key) {
		this.stamps.invalidate(Stamps.hash(key));
	}

	@Override
	public void changedAll() {
		this.stamps.invalidateAll();
		this.writer.changedEverything();
	}

	@Override
	public void missedAll() {
		this.stamps.invalidateAll();
	}

	/**
	 * Takes note of the changes by another instance.
	 */
	void apply(Invalidation invalidation) {
		this.stamps.apply(invalidation);
	}

	/**
	 * Announces the changes that are not announced yet.
	 */
	CompletableFuture<Void> drain() {
		return this.writer.drain();
	}

	CoherenceStatistics statistics() {
		Duration age = this.polled ? Duration.ofNanos(this.nanoTime.getAsLong() - this.polledAt) : null;
		return new CoherenceStatistics(age, this.reader.lastLag(), this.reader.maxLag(), this.reader.recordsRead(),
				this.writer.recordsWritten(), this.reader.losses());
	}

	/**
	 * The validity of the copy of an item: it ends when this instance hears of a change
	 * of its key, or that its cache was cleared. Immutable.
	 */
	private final class CopyValidity implements Validity {

		private final int slot;

		private final int stamp;

		private final Generation generation;

		private final long generationChanges;

		CopyValidity(KeyLocation location) {
			this.slot = Stamps.slot(Stamps.hash(location.key()));
			this.stamp = NodeCoherence.this.stamps.stamp(this.slot);
			this.generation = location.generation();
			this.generationChanges = this.generation.changes();
		}

		@Override
		public boolean holds() {
			return NodeCoherence.this.stamps.stamp(this.slot) == this.stamp
					&& this.generation.changes() == this.generationChanges && mayBeServed();
		}

	}

}
