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
package dev.larder.cache;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import dev.larder.internal.entry.Refusals;
import dev.larder.internal.entry.Refusals.Reason;
import dev.larder.internal.entry.Refusals.Subject;
import dev.larder.internal.store.ErrorReason;
import dev.larder.internal.store.StoreStatistics;

/**
 * Counts the events in a cache. Thread-safe and cheap to write to.
 */
final class CacheCounters {

	private final LongAdder misses = new LongAdder();

	private final LongAdder removals = new LongAdder();

	private final LongAdder loads = new LongAdder();

	private final LongAdder loadFailures = new LongAdder();

	private final LongAdder loadNanos = new LongAdder();

	private final LongAdder staleServed = new LongAdder();

	private final List<LoadListener> listeners = new CopyOnWriteArrayList<>();

	void listen(LoadListener listener) {
		this.listeners.add(listener);
	}

	// Hits and puts are counted by the store, which knows where they are: to count them
	// here too would show in the cost of a local hit
	void miss() {
		this.misses.increment();
	}

	void staleServed() {
		this.staleServed.increment();
	}

	void removal() {
		this.removals.increment();
	}

	void load(long nanos) {
		ended(nanos, false);
	}

	void loadFailure(long nanos) {
		this.loadFailures.increment();
		ended(nanos, true);
	}

	private void ended(long nanos, boolean failed) {
		this.loads.increment();
		this.loadNanos.add(nanos);
		this.listeners.forEach((listener) -> listener.loaded(nanos, failed));
	}

	/**
	 * A load has waited for that of another instance.
	 */
	void awaited(long nanos) {
		this.listeners.forEach((listener) -> listener.awaited(nanos));
	}

	CacheStatistics snapshot(StoreStatistics store, Refusals refusals) {
		return new CacheStatistics(store.hits(), this.misses.sum(), store.puts(), this.removals.sum(), this.loads.sum(),
				this.loadFailures.sum(), this.loadNanos.sum(), this.staleServed.sum(), total(store.errors()),
				byReason(store.errors()), refusals.get(Subject.KEY), refusals.get(Subject.VALUE), byReason(refusals),
				store.localHits(), store.evictions(), store.size(), store.weight(), store.evictedWeight());
	}

	private static long total(Map<ErrorReason, Long> errors) {
		return errors.values().stream().mapToLong(Long::longValue).sum();
	}

	private static Map<String, Long> byReason(Map<ErrorReason, Long> errors) {
		return errors.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((error) -> error.getKey().id(), Map.Entry::getValue));
	}

	private static Map<String, Long> byReason(Refusals refusals) {
		return Arrays.stream(Reason.values()).collect(Collectors.toUnmodifiableMap(Reason::id, refusals::get));
	}

}
