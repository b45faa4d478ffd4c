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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import dev.larder.coherence.Invalidation;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.memcached.Exptime;
import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.MemcachedOperations;
import dev.larder.internal.memcached.StoreResult;
import org.jspecify.annotations.Nullable;

/**
 * The items on one node in which instances tell each other what they changed: a counter,
 * the head, and numbered records. The format is in {@code docs/coherence.md}.
 * Thread-safe.
 * <p>
 * No change is missed, for these reasons. The node carries out one command after another:
 * first the change, then the increment of the head, which gives a record its number, then
 * the record. Whoever keeps a copy took the {@linkplain Stamps stamp} of its key before
 * reading the item. If the copy is of before the change, the stamp was taken before the
 * record was counted; so the record is read after the stamp was taken, and ends the
 * validity of the copy.
 * <p>
 * Each number is read: all from the last one known up to the head, and once more, with
 * the next head, those that were counted but not there yet. A number without a readable
 * record after that (its writer died, or the node evicted it, or it expired) means that
 * something was missed. So does a head that is gone, goes back, or is too far ahead. Then
 * all stamps change, after the head was read: every change that the skipped numbers tell
 * of was made before, so no copy of before any of them stays valid. A head that is
 * created begins at a random number, far from that of any before it, so that it is never
 * taken for one that went on.
 * <p>
 * What could not be announced is announced again under another number, and what is
 * announced twice costs no more than needless reading.
 */
final class Journal {

	/**
	 * No number of a record: heads start far beyond.
	 */
	static final long UNKNOWN = 0;

	private static final long LEAST_START = 1L << 40;

	private static final Duration RECORD_TIME = Duration.ofSeconds(60);

	private final MemcachedOperations operations;

	private final String keyPrefix;

	private final String head;

	private final LongSupplier randomness;

	/**
	 * Creates a journal.
	 * @param operations the operations of the node
	 * @param keyPrefix the prefix that sets the keys of the application apart
	 * @param randomness gives numbers that do not repeat
	 */
	Journal(MemcachedOperations operations, String keyPrefix, LongSupplier randomness) {
		this.operations = operations;
		this.keyPrefix = keyPrefix;
		this.head = KeyEncoder.reserved(keyPrefix, "journal");
		this.randomness = randomness;
	}

	/**
	 * Returns the key of the head.
	 */
	String head() {
		return this.head;
	}

	/**
	 * Returns the key of a record.
	 */
	String record(long number) {
		return KeyEncoder.reserved(this.keyPrefix, "journal:" + number);
	}

	/**
	 * Reads the head.
	 * @param item the item under its key, or {@code null} if there is none
	 * @return the number of the last record, or {@link #UNKNOWN} if there is no head or
	 * it is none
	 */
	static long position(@Nullable Item item) {
		if (item == null) {
			return UNKNOWN;
		}
		try {
			return Math.max(UNKNOWN, Long.parseLong(new String(item.data(), StandardCharsets.US_ASCII).trim()));
		}
		catch (NumberFormatException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * Creates the head, unless another instance is quicker.
	 * @return its number, or {@link #UNKNOWN} if it is gone again
	 */
	CompletableFuture<Long> create() {
		long start = start();
		return this.operations.add(this.head, item(start), Exptime.NEVER).thenCompose((result) -> switch (result) {
			case STORED -> CompletableFuture.completedFuture(start);
			case NOT_STORED -> this.operations.get(this.head).thenApply(Journal::position);
			default -> CompletableFuture.failedFuture(refused(this.head, result));
		});
	}

	/**
	 * Puts a head where something is that is none.
	 * @return its number
	 */
	CompletableFuture<Long> replace() {
		long start = start();
		return this.operations.set(this.head, item(start), Exptime.NEVER)
			.thenCompose((result) -> stored(this.head, result))
			.thenApply((stored) -> start);
	}

	/**
	 * Writes a record.
	 * @return complete when it can be read; fails if it may not be read ever
	 */
	CompletableFuture<Void> append(Invalidation invalidation) {
		return next().thenCompose((number) -> write(number, invalidation));
	}

	private CompletableFuture<Void> write(long number, Invalidation invalidation) {
		return this.operations.set(record(number), new Item(0, invalidation.toBytes()), Exptime.of(RECORD_TIME, 0))
			.thenCompose((result) -> {
				if (result == StoreResult.TOO_LARGE && !invalidation.isEverything()) {
					return write(number, Invalidation.ofEverything(invalidation.node(), invalidation.origin(),
							invalidation.writtenAt()));
				}
				return stored(record(number), result);
			});
	}

	/**
	 * Reads records.
	 * @param numbers their numbers
	 * @return those that exist, by {@link #record(long)}
	 */
	CompletableFuture<Map<String, Item>> read(Collection<Long> numbers) {
		return this.operations.getAll(numbers.stream().map(this::record).toList());
	}

	private CompletableFuture<Long> next() {
		return this.operations.increment(this.head, 1)
			.thenCompose((number) -> (number != null) ? CompletableFuture.completedFuture(number)
					: create().thenCompose((created) -> nextOfNewHead()));
	}

	private CompletableFuture<Long> nextOfNewHead() {
		return this.operations.increment(this.head, 1)
			.thenCompose((number) -> (number != null) ? CompletableFuture.completedFuture(number) : CompletableFuture
				.failedFuture(new MemcachedException(Reason.PROTOCOL, "memcached does not keep '" + this.head + "'")));
	}

	private static CompletableFuture<Void> stored(String key, StoreResult result) {
		return (result == StoreResult.STORED) ? CompletableFuture.completedFuture(null)
				: CompletableFuture.failedFuture(refused(key, result));
	}

	private static MemcachedException refused(String key, StoreResult result) {
		return new MemcachedException(Reason.PROTOCOL, "memcached did not store '" + key + "': " + result);
	}

	// No head overflows
	private long start() {
		return LEAST_START + (this.randomness.getAsLong() >>> 4);
	}

	private static Item item(long number) {
		return new Item(0, Long.toString(number).getBytes(StandardCharsets.US_ASCII));
	}

}
