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
package dev.larder.internal.local;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.larder.internal.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The content of a tier, in Caffeine: up to a number of entries, or of bytes, each for a
 * time of its own. Thread-safe.
 * <p>
 * Caffeine bounds the number or the bytes only. An entry knows itself when its time is
 * over, and need not be told so by Caffeine, which would keep a second time and two more
 * links for each, and take note of every read and write. What is over is never returned;
 * it is removed when it is asked for, and otherwise by a sweep. There is a sweep at most
 * a minute, and no sooner than a second, after the first of what is kept has expired; so
 * none where nothing expires.
 *
 * @param <V> the type of the entries
 */
final class ExpiringEntries<V> {

	private static final long MIN_SWEEP_MILLIS = TimeUnit.SECONDS.toMillis(1);

	private static final long MAX_SWEEP_MILLIS = TimeUnit.MINUTES.toMillis(1);

	private final Cache<Object, V> cache;

	private final TierBound bound;

	private final ToIntFunction<V> weigher;

	private final ToLongFunction<V> keptUntil;

	private final LongSupplier now;

	private final LongAdder evictions = new LongAdder();

	private final LongAdder evictedWeight = new LongAdder();

	private final AtomicBoolean sweepDue = new AtomicBoolean();

	/**
	 * Creates an empty store.
	 * @param bound how much it holds before it evicts what is used least
	 * @param weigher gives the weight of an entry, if that counts
	 * @param keptUntil tells until when each is kept, or {@link Entry#NEVER}
	 * @param now tells the time by which they expire, in milliseconds
	 */
	ExpiringEntries(TierBound bound, ToIntFunction<V> weigher, ToLongFunction<V> keptUntil, LongSupplier now) {
		this.bound = bound;
		this.weigher = weigher;
		this.cache = bound.builder(weigher)
			.evictionListener((@Nullable Object key, @Nullable V value, RemovalCause cause) -> evicted(value))
			.build();
		this.keptUntil = keptUntil;
		this.now = now;
	}

	/**
	 * Returns the entry of a key.
	 * @param key the key
	 * @return the value, or {@code null} if there is none, or its time is over
	 */
	@Nullable V get(Object key) {
		V value = this.cache.getIfPresent(key);
		if (value == null || !isOver(value)) {
			return value;
		}
		expire(key, value);
		return null;
	}

	/**
	 * Returns the entry of a key, which does not count as a use of it.
	 * @param key the key
	 * @return the value, or {@code null} if there is none, or its time is over
	 */
	@Nullable V peek(Object key) {
		V value = this.cache.policy().getIfPresentQuietly(key);
		return (value != null && !isOver(value)) ? value : null;
	}

	/**
	 * Returns the keys of the entries.
	 * @return a view, which changes with the entries
	 */
	Set<Object> keys() {
		return this.cache.asMap().keySet();
	}

	/**
	 * Keeps a value, replacing any other.
	 * @param key the key
	 * @param value the value
	 */
	void put(Object key, V value) {
		this.cache.put(key, value);
		sweepAfter(value);
	}

	/**
	 * Decides on the entry of a key while nothing else can change it.
	 * @param key the key
	 * @param change gives what is kept from now on for what was kept until now, either of
	 * which may be {@code null}
	 * @return the new entry
	 */
	@Nullable V compute(Object key, UnaryOperator<@Nullable V> change) {
		V kept = this.cache.asMap().compute(key, (k, present) -> change.apply(remaining(present)));
		if (kept != null) {
			sweepAfter(kept);
		}
		return kept;
	}

	private @Nullable V remaining(@Nullable V present) {
		if (present == null || !isOver(present)) {
			return present;
		}
		evicted(present);
		return null;
	}

	private void evicted(@Nullable V value) {
		this.evictions.increment();
		if (value != null && this.bound.isWeight()) {
			this.evictedWeight.add(this.weigher.applyAsInt(value));
		}
	}

	/**
	 * Removes the entry of a key.
	 * @param key the key
	 * @return the former entry, or {@code null} if there was none, or its time was over
	 */
	@Nullable V remove(Object key) {
		V removed = this.cache.asMap().remove(key);
		return (removed != null && !isOver(removed)) ? removed : null;
	}

	/**
	 * Removes everything.
	 */
	void clear() {
		this.cache.invalidateAll();
	}

	/**
	 * Returns about how many entries there are; entries that expired but were not removed
	 * yet may be counted.
	 * @return the number of entries
	 */
	long size() {
		return this.cache.estimatedSize();
	}

	/**
	 * Returns how many entries were removed because they expired or there was no room.
	 * @return the number of evictions since the store was created
	 */
	long evictions() {
		return this.evictions.sum();
	}

	/**
	 * Returns the weight of all entries.
	 * @return the weight in bytes, or {@code null} where entries are counted
	 */
	@Nullable Long weight() {
		return this.bound.isWeight()
				? Long.valueOf(
						this.cache.policy().eviction().map((eviction) -> eviction.weightedSize().orElse(0)).orElse(0L))
				: null;
	}

	/**
	 * Returns the weight of what was removed because it expired or there was no room.
	 * @return the weight in bytes, or {@code null} where entries are counted
	 */
	@Nullable Long evictedWeight() {
		return this.bound.isWeight() ? Long.valueOf(this.evictedWeight.sum()) : null;
	}

	/**
	 * Returns the cache of Caffeine.
	 * @return the native cache
	 */
	Cache<Object, V> nativeCache() {
		return this.cache;
	}

	/**
	 * Removes expired entries.
	 */
	void sweep() {
		this.sweepDue.set(false);
		this.cache.asMap().forEach((key, value) -> {
			if (isOver(value)) {
				expire(key, value);
			}
			else {
				sweepAfter(value);
			}
		});
	}

	private boolean isOver(V value) {
		long until = this.keptUntil.applyAsLong(value);
		return until != Entry.NEVER && until <= this.now.getAsLong();
	}

	private void expire(Object key, V value) {
		if (this.cache.asMap().remove(key, value)) {
			evicted(value);
		}
	}

	private void sweepAfter(V value) {
		if (!this.sweepDue.get() && this.keptUntil.applyAsLong(value) != Entry.NEVER
				&& this.sweepDue.compareAndSet(false, true)) {
			long millis = this.keptUntil.applyAsLong(value) - this.now.getAsLong();
			CompletableFuture
				.delayedExecutor(Math.max(MIN_SWEEP_MILLIS, Math.min(millis, MAX_SWEEP_MILLIS)), TimeUnit.MILLISECONDS)
				.execute(new Sweep(new WeakReference<>(this)));
		}
	}

	/**
	 * A sweep to come, for which nothing is kept that nobody else needs.
	 */
	private record Sweep(WeakReference<? extends ExpiringEntries<?>> entries) implements Runnable {

		@Override
		public void run() {
			ExpiringEntries<?> entries = this.entries.get();
			if (entries != null) {
				entries.sweep();
			}
		}

	}

}
