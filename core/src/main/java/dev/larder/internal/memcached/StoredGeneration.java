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
package dev.larder.internal.memcached;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The generation of one cache on one node: a random number kept on that node. An entry is
 * valid only while the number is the one it was loaded under, so replacing the number
 * clears the cache on that node with one small write. Thread-safe.
 * <p>
 * Nothing that was cleared comes back, for these reasons. The number of an entry was read
 * before its value was loaded, so what was loaded before a clearing carries a number of
 * before. No number is there twice: one that is lost, with its node or by eviction, is
 * replaced by a new random one. And no answer that is late brings a former number back:
 * each reading is an observation, counted when it begins, and means nothing if one that
 * began later has ended before it. Replacing the number counts as one.
 * <p>
 * The instance that clears follows at once, before the node answers. It does so when the
 * write is on its way and not before, as the node keeps the order of what one instance
 * sends: what is asked from then on is answered after the write, and what others stored
 * under the new number was stored after it. If the write fails, this instance reads
 * nothing there until it was repeated, see {@link CachePart#clear()}. The write may yet
 * be carried out, after its repetition on another connection: a number whose write has
 * failed is not adopted when it is found, but replaced.
 */
final class StoredGeneration implements Generation {

	private static final int RADIX = 16;

	/**
	 * How many numbers are known whose writes have failed. A node that is given up is
	 * sent no more of them.
	 */
	private static final int MAX_MISSED = 1000;

	private final MemcachedOperations operations;

	private final String key;

	private final LongSupplier randomness;

	private final LongSupplier nanoTime;

	private final long maxAgeNanos;

	private final AtomicLong observations = new AtomicLong();

	private final Set<Long> missed = ConcurrentHashMap.newKeySet();

	private volatile State state = new State(0, 0, 0, 0);

	private final AtomicReference<@Nullable CompletableFuture<Long>> fetch = new AtomicReference<>();

	/**
	 * Creates a generation that is not known yet.
	 * @param operations the operations of the node
	 * @param key where the number is kept
	 * @param randomness gives numbers that do not repeat, never 0
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 * @param maxAgeNanos how long the number is trusted after it was read, in nanoseconds
	 */
	StoredGeneration(MemcachedOperations operations, String key, LongSupplier randomness, LongSupplier nanoTime,
			long maxAgeNanos) {
		this.operations = operations;
		this.key = key;
		this.randomness = randomness;
		this.nanoTime = nanoTime;
		this.maxAgeNanos = maxAgeNanos;
	}

	String key() {
		return this.key;
	}

	/**
	 * Returns the number, if it was read recently enough.
	 * @return the number, or 0 if it has to be fetched
	 */
	long known() {
		State state = this.state;
		boolean trusted = state.value != 0 && this.nanoTime.getAsLong() - state.seenAt <= this.maxAgeNanos;
		return trusted ? state.value : 0;
	}

	@Override
	public long changes() {
		return this.state.changes;
	}

	/**
	 * Returns the number, fetching it if it was not read recently. Concurrent callers
	 * share one fetch.
	 * @return the number to be; fails as the operations of the node do
	 */
	@Override
	public CompletableFuture<Long> current() {
		long known = known();
		if (known != 0) {
			return CompletableFuture.completedFuture(known);
		}
		CompletableFuture<Long> mine = new CompletableFuture<>();
		CompletableFuture<Long> others = this.fetch.compareAndExchange(null, mine);
		if (others != null) {
			return others;
		}
		fetch().whenComplete((value, failure) -> {
			this.fetch.set(null);
			if (failure != null) {
				mine.completeExceptionally(failure);
			}
			else {
				mine.complete(value);
			}
		});
		return mine;
	}

	/**
	 * Replaces the number, so that everything stored before is invalid. This instance
	 * follows at once, even if the write fails.
	 * @return complete when the node has the new number; fails as the operations of the
	 * node do
	 */
	@Override
	public CompletableFuture<Void> renew() {
		long value = this.randomness.getAsLong();
		CompletableFuture<StoreResult> written = write(value);
		replaced(value);
		return written.whenComplete((result, failure) -> {
			if (failure != null && this.missed.size() < MAX_MISSED) {
				this.missed.add(value);
			}
		}).thenRun(() -> {
		});
	}

	@Override
	public boolean isSeenByOthers() {
		return true;
	}

	@Override
	public StoredGeneration stored() {
		return this;
	}

	/**
	 * Begins an observation of the number by other means than {@link #current()}.
	 * @return the mark that ends the observation
	 */
	long beginObservation() {
		return this.observations.incrementAndGet();
	}

	/**
	 * Ends an observation. It counts for nothing if the number was replaced meanwhile, or
	 * if an observation that began later has ended before.
	 * @param observation the mark from {@link #beginObservation()}
	 * @param item the item on the node, or {@code null} if there was none
	 * @return complete when the number is known; fails as the operations of the node do
	 */
	CompletableFuture<Long> endObservation(long observation, @Nullable Item item) {
		long value = (item != null) ? parse(item) : 0;
		CompletableFuture<Long> found = (value != 0) ? CompletableFuture.completedFuture(value) : create();
		return found.thenApply((number) -> observed(observation, number));
	}

	private synchronized void replaced(long value) {
		this.state = new State(value, this.nanoTime.getAsLong(), this.observations.incrementAndGet(),
				this.state.changes + 1);
	}

	private synchronized long observed(long observation, long value) {
		if (observation > this.state.observation) {
			boolean changed = this.state.value != 0 && this.state.value != value;
			this.state = new State(value, this.nanoTime.getAsLong(), observation,
					this.state.changes + (changed ? 1 : 0));
		}
		return this.state.value;
	}

	private CompletionStage<Long> fetch() {
		long observation = beginObservation();
		return this.operations.get(this.key).thenCompose((item) -> endObservation(observation, item));
	}

	private CompletableFuture<Long> create() {
		long value = this.randomness.getAsLong();
		return this.operations.add(this.key, item(value), Exptime.NEVER).thenCompose((result) -> switch (result) {
			case STORED -> CompletableFuture.completedFuture(value);
			case NOT_STORED -> this.operations.get(this.key).thenCompose(this::adoptOrReplace);
			default -> CompletableFuture.failedFuture(refused(result));
		});
	}

	// What is there is another instance's number, or something that never was a number
	private CompletableFuture<Long> adoptOrReplace(@Nullable Item item) {
		long value = (item != null) ? parse(item) : 0;
		if (value != 0) {
			return CompletableFuture.completedFuture(value);
		}
		long replacement = this.randomness.getAsLong();
		return write(replacement).thenApply((stored) -> replacement);
	}

	private CompletableFuture<StoreResult> write(long value) {
		return this.operations.set(this.key, item(value), Exptime.NEVER)
			.thenCompose((result) -> (result == StoreResult.STORED) ? CompletableFuture.completedFuture(result)
					: CompletableFuture.failedFuture(refused(result)));
	}

	private MemcachedException refused(StoreResult result) {
		return new MemcachedException(Reason.PROTOCOL, "memcached did not store '" + this.key + "': " + result);
	}

	private static Item item(long value) {
		return new Item(0, Long.toUnsignedString(value, RADIX).getBytes(StandardCharsets.US_ASCII));
	}

	private long parse(Item item) {
		try {
			long value = Long.parseUnsignedLong(new String(item.data(), StandardCharsets.US_ASCII), RADIX);
			return this.missed.contains(value) ? 0 : value;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/**
	 * The number, as far as it is known.
	 *
	 * @param value the number, 0 if unknown
	 * @param seenAt when it was read
	 * @param observation the observation it comes from, or the last that began before
	 * this instance replaced it
	 * @param changes how often another number took the place of a known one
	 */
	private record State(long value, long seenAt, long observation, long changes) {

	}

}
