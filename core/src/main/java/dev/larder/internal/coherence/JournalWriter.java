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

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.larder.coherence.Invalidation;

/**
 * Announces this instance's changes of one node's items in its {@link Journal}, gathered
 * for a short time so that many make one record. What cannot be announced is kept until
 * the node answers. Thread-safe; no method blocks.
 */
final class JournalWriter {

	/**
	 * So many keys, announced one by one, cost less than everything does.
	 */
	static final int MAX_KEYS = 4096;

	private final String node;

	private final long origin;

	private final Journal journal;

	private final Consumer<Invalidation> channel;

	private final Predicate<Runnable> later;

	private final LongSupplier clock;

	private final LongAdder recordsWritten = new LongAdder();

	private GatheredChanges gathered = new GatheredChanges();

	private State state = State.IDLE;

	private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);

	/**
	 * Creates a writer.
	 * @param node the name of the node
	 * @param origin the number that stands for this instance
	 * @param journal where changes are announced
	 * @param channel is given the announcements as well; must neither block nor throw
	 * @param later runs a task after the time of gathering, or returns {@code false}
	 * @param clock tells the time in milliseconds since the epoch
	 */
	JournalWriter(String node, long origin, Journal journal, Consumer<Invalidation> channel, Predicate<Runnable> later,
			LongSupplier clock) {
		this.clock = clock;
		this.node = node;
		this.origin = origin;
		this.journal = journal;
		this.channel = channel;
		this.later = later;
	}

	/**
	 * Announces a change, soon.
	 */
	void changed(int keyHash) {
		gather((changes) -> changes.add(keyHash));
	}

	/**
	 * Announces, soon, that everything may have changed.
	 */
	void changedEverything() {
		gather(GatheredChanges::addEverything);
	}

	/**
	 * Takes note that the node answers, and announces the changes that it missed.
	 */
	void nodeAnswers() {
		synchronized (this) {
			if (this.state != State.WAITING_FOR_NODE) {
				return;
			}
			this.state = State.GATHERING;
		}
		var unused = flush();
	}

	/**
	 * Announces the gathered changes now.
	 * @return complete when all is announced, exceptionally if that failed
	 */
	CompletableFuture<Void> drain() {
		CompletableFuture<Void> underWay;
		synchronized (this) {
			underWay = this.flush;
		}
		return underWay.handle((done, failure) -> null).thenCompose((over) -> flush());
	}

	/**
	 * Returns how many records were written.
	 */
	long recordsWritten() {
		return this.recordsWritten.sum();
	}

	private void gather(Consumer<GatheredChanges> change) {
		synchronized (this) {
			change.accept(this.gathered);
			if (this.state != State.IDLE) {
				return;
			}
			this.state = State.GATHERING;
		}
		flushLater();
	}

	private void flushLater() {
		boolean accepted = this.later.test(() -> {
			var unused = flush();
		});
		if (!accepted) {
			synchronized (this) {
				this.state = State.IDLE;
			}
		}
	}

	private CompletableFuture<Void> flush() {
		GatheredChanges changes;
		CompletableFuture<Void> flush = new CompletableFuture<>();
		synchronized (this) {
			if (this.state == State.FLUSHING) {
				return this.flush;
			}
			if (this.gathered.isEmpty()) {
				this.state = State.IDLE;
				return CompletableFuture.completedFuture(null);
			}
			changes = this.gathered;
			this.gathered = new GatheredChanges();
			this.state = State.FLUSHING;
			this.flush = flush;
		}
		var unused = announce(changes).whenComplete((done, failure) -> {
			flushed(changes, failure == null);
			if (failure != null) {
				flush.completeExceptionally(failure);
			}
			else {
				flush.complete(null);
			}
		});
		return flush;
	}

	private CompletableFuture<Void> announce(GatheredChanges changes) {
		try {
			Invalidation invalidation = changes.toInvalidation(this.node, this.origin, this.clock.getAsLong());
			this.channel.accept(invalidation);
			return this.journal.append(invalidation);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void flushed(GatheredChanges changes, boolean announced) {
		synchronized (this) {
			if (!announced) {
				this.gathered.addAll(changes);
				this.state = State.WAITING_FOR_NODE;
				return;
			}
			this.recordsWritten.increment();
			if (this.gathered.isEmpty()) {
				this.state = State.IDLE;
				return;
			}
			this.state = State.GATHERING;
		}
		flushLater();
	}

	private enum State {

		IDLE, GATHERING, FLUSHING, WAITING_FOR_NODE

	}

	/**
	 * Changes that have yet to be announced. Bounded: too many keys become everything.
	 * Not thread-safe.
	 */
	private static final class GatheredChanges {

		private final Set<Integer> keyHashes = new HashSet<>();

		private boolean everything;

		boolean isEmpty() {
			return !this.everything && this.keyHashes.isEmpty();
		}

		void add(int keyHash) {
			if (this.everything) {
				return;
			}
			this.keyHashes.add(keyHash);
			if (this.keyHashes.size() > MAX_KEYS) {
				addEverything();
			}
		}

		void addEverything() {
			this.everything = true;
			this.keyHashes.clear();
		}

		void addAll(GatheredChanges others) {
			if (others.everything) {
				addEverything();
			}
			else {
				others.keyHashes.forEach(this::add);
			}
		}

		Invalidation toInvalidation(String node, long origin, long writtenAt) {
			return this.everything ? Invalidation.ofEverything(node, origin, writtenAt) : Invalidation.ofKeys(node,
					origin, writtenAt, this.keyHashes.stream().mapToInt(Integer::intValue).toArray());
		}

	}

}
