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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.larder.coherence.Invalidation;
import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * Reads what other instances announced of one node's items, and makes invalid what was
 * read of them. When anything may have been missed, that is everything: see
 * {@link Journal}. It reads for one thread at a time; what it counts can be asked for by
 * any.
 */
final class JournalReader {

	/**
	 * How many records are read at once. Whoever is further behind starts anew.
	 */
	static final int MAX_RECORDS = 1000;

	private final Journal journal;

	private final long origin;

	private final Stamps stamps;

	private final LongSupplier clock;

	private final LongConsumer lagListener;

	private final Consumer<Supplier<String>> lossListener;

	/**
	 * The last record that was asked for.
	 */
	private long position = Journal.UNKNOWN;

	/**
	 * Records up to the position that were counted but not there yet.
	 */
	private List<Long> pending = List.of();

	private final LongAdder recordsRead = new LongAdder();

	private final LongAdder losses = new LongAdder();

	private volatile long lastLag;

	private final AtomicLong maxLag = new AtomicLong();

	/**
	 * Creates a reader that does not know yet where the journal is.
	 * @param journal the journal
	 * @param origin stands for this instance, whose own records are left out
	 * @param stamps the stamps that changes invalidate
	 * @param clock tells the time in milliseconds since the epoch
	 * @param lagListener told how many milliseconds after it was written a record is
	 * applied
	 * @param lossListener told why everything was dropped
	 */
	JournalReader(Journal journal, long origin, Stamps stamps, LongSupplier clock, LongConsumer lagListener,
			Consumer<Supplier<String>> lossListener) {
		this.journal = journal;
		this.origin = origin;
		this.stamps = stamps;
		this.clock = clock;
		this.lagListener = lagListener;
		this.lossListener = lossListener;
	}

	/**
	 * Reads the new records.
	 * @param headItem the item under the key of the head, or {@code null} if there is
	 * none
	 * @return complete when it is applied; fails if it could not be read, which changes
	 * nothing
	 */
	CompletableFuture<Void> read(@Nullable Item headItem) {
		long head = Journal.position(headItem);
		if (head == Journal.UNKNOWN) {
			return createHead(headItem != null);
		}
		if (this.position == Journal.UNKNOWN) {
			startAt(head);
			return CompletableFuture.completedFuture(null);
		}
		if (head < this.position || head - this.position > MAX_RECORDS) {
			long former = this.position;
			startAt(head);
			lose(() -> "its journal went from record " + former + " to " + head);
			return CompletableFuture.completedFuture(null);
		}
		List<Long> wanted = new ArrayList<>(this.pending);
		for (long number = this.position + 1; number <= head; number++) {
			wanted.add(number);
		}
		return wanted.isEmpty() ? CompletableFuture.completedFuture(null)
				: this.journal.read(wanted).thenAccept((items) -> apply(head, wanted, items));
	}

	private CompletableFuture<Void> createHead(boolean replace) {
		if (this.position != Journal.UNKNOWN) {
			this.position = Journal.UNKNOWN;
			this.stamps.invalidateAll();
			lose(() -> "its journal is gone");
		}
		return (replace ? this.journal.replace() : this.journal.create()).thenAccept((start) -> {
			if (start != Journal.UNKNOWN) {
				startAt(start);
			}
		});
	}

	private void startAt(long head) {
		this.position = head;
		this.pending = List.of();
		this.stamps.invalidateAll();
	}

	private void apply(long head, List<Long> wanted, Map<String, Item> items) {
		List<Long> missing = new ArrayList<>();
		for (long number : wanted) {
			Item item = items.get(this.journal.record(number));
			if (item == null && number > this.position) {
				missing.add(number);
			}
			else if (item == null) {
				loseAllUpTo(head, () -> "record " + number + " of its journal is missing");
				return;
			}
			else if (!apply(item)) {
				loseAllUpTo(head, () -> "record " + number + " of its journal cannot be read");
				return;
			}
		}
		this.position = head;
		this.pending = List.copyOf(missing);
	}

	private boolean apply(Item item) {
		Invalidation invalidation;
		try {
			invalidation = Invalidation.fromBytes(item.data());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		if (invalidation.origin() != this.origin) {
			this.stamps.apply(invalidation);
			// Clocks differ
			long lag = Math.max(0, this.clock.getAsLong() - invalidation.writtenAt());
			this.recordsRead.increment();
			this.lastLag = lag;
			this.maxLag.accumulateAndGet(lag, Math::max);
			this.lagListener.accept(lag);
		}
		return true;
	}

	private void loseAllUpTo(long head, Supplier<String> reason) {
		startAt(head);
		lose(reason);
	}

	private void lose(Supplier<String> reason) {
		this.losses.increment();
		this.lossListener.accept(reason);
	}

	/**
	 * Returns how many records of other instances were applied.
	 */
	long recordsRead() {
		return this.recordsRead.sum();
	}

	/**
	 * Returns how often everything was dropped.
	 */
	long losses() {
		return this.losses.sum();
	}

	Duration lastLag() {
		return Duration.ofMillis(this.lastLag);
	}

	Duration maxLag() {
		return Duration.ofMillis(this.maxLag.get());
	}

}
