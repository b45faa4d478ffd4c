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

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.larder.cache.TransactionChanges.Change;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.ResultTtl;
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.SingleFlight;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * A cache that heeds transactions: puts, evictions and clearing wait for the commit, as
 * in Spring's own decorator, and so does the storing of what is loaded. Thread-safe.
 * <p>
 * The right to store what a transaction loads is taken before the load, and lapses as
 * that of any load when the key is evicted or changed before the commit. In a transaction
 * nobody waits for the load of another, and nobody outside is handed what is loaded
 * there, as it may never be committed. A transaction reads its own puts; what it has
 * evicted it loads, and does not store.
 * <p>
 * A transaction that reads an old snapshot of the database stores it, if the key was
 * evicted before the load began. What cannot wait for the commit, because its caller
 * wants to know the outcome, takes effect at once: {@link #putIfAbsent}, and
 * {@link #evictIfPresent} and {@link #invalidate}, which are repeated after the commit.
 */
final class TransactionalCache extends TransactionAwareCacheDecorator {

	private final LarderCache cache;

	TransactionalCache(LarderCache cache) {
		super(cache);
		this.cache = cache;
	}

	/**
	 * Returns the same for the view of the cache that does not share failures.
	 */
	TransactionalCache unshared() {
		return new TransactionalCache(this.cache.unshared());
	}

	/**
	 * Returns the same for the view of the cache whose entries have a time to live of
	 * their own.
	 */
	TransactionalCache storingFor(ResultTtl ttl) {
		return new TransactionalCache(this.cache.storingFor(ttl));
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		Change change = change(key);
		if (change == null) {
			return this.cache.get(key);
		}
		return change.isRemoval() ? null : new SimpleValueWrapper(change.value());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Change change = change(key);
		if (change == null) {
			return this.cache.get(key, type);
		}
		Object value = change.isRemoval() ? null : change.value();
		Assert.state(value == null || type == null || type.isInstance(value),
				() -> "Cache '" + getName() + "' holds a value that is not of the required type " + type);
		return (T) value;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return this.cache.get(key, valueLoader);
		}
		EntryKey usable = usable(key);
		if (usable == null) {
			return this.cache.get(key, valueLoader);
		}
		Change change = change(usable);
		if (change != null) {
			return change.isRemoval() ? call(key, valueLoader) : (T) change.value();
		}
		ValueWrapper present = this.cache.get(usable);
		return (present != null) ? (T) present.get() : load(usable, valueLoader);
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T load(EntryKey key, Callable<T> valueLoader) {
		SingleFlight<Entry> flights = this.cache.flights();
		Flight<Entry> flight = flights.open(key.identity());
		LoadLease lease = this.cache.store().begin(key, flight, LeaseWish.VALUE_AT_ONCE).join();
		Entry present = lease.present();
		if (present != null) {
			flights.close(key.identity(), flight);
			return (T) present.get();
		}
		long start = System.nanoTime();
		T value;
		try {
			value = valueLoader.call();
		}
		catch (Throwable ex) {
			this.cache.counters().loadFailure(System.nanoTime() - start);
			flights.close(key.identity(), flight);
			lease.fail();
			Entry fallback = lease.fallback();
			if (fallback != null && !(ex instanceof Error)) {
				return (T) fallback.get();
			}
			return failed(key.original(), valueLoader, ex);
		}
		long nanos = System.nanoTime() - start;
		this.cache.counters().load(nanos);
		TransactionChanges.current(this.cache).loaded(key.identity(), value, (committed) -> {
			if (committed) {
				lease.store(value, nanos / 1_000_000).join();
			}
			else {
				lease.abandon();
			}
			flights.close(key.identity(), flight);
		});
		return value;
	}

	private static <T> @Nullable T call(Object key, Callable<T> valueLoader) {
		try {
			return valueLoader.call();
		}
		catch (Throwable ex) {
			return failed(key, valueLoader, ex);
		}
	}

	private static <T> @Nullable T failed(Object key, Callable<T> valueLoader, Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw new ValueRetrievalException(key, valueLoader, failure);
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		Change change = change(key);
		if (change == null) {
			return this.cache.retrieve(key);
		}
		return change.isRemoval() ? null : CompletableFuture.completedFuture(new SimpleValueWrapper(change.value()));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		Change change = change(key);
		if (change == null) {
			return this.cache.retrieve(key, valueLoader);
		}
		return change.isRemoval() ? LoaderCalls.bare(LoaderCalls.start(valueLoader::get))
				: CompletableFuture.completedFuture((T) change.value());
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		TransactionChanges changes = current();
		EntryKey usable = (changes != null) ? usable(key) : null;
		if (changes != null && usable != null) {
			changes.put(usable, value, this.cache);
		}
		else {
			this.cache.put(key, value);
		}
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		Change change = change(key);
		if (change == null) {
			return this.cache.putIfAbsent(key, value);
		}
		if (change.isRemoval()) {
			put(key, value);
			return null;
		}
		return new SimpleValueWrapper(change.value());
	}

	@Override
	public void evict(Object key) {
		TransactionChanges changes = current();
		EntryKey usable = (changes != null) ? usable(key) : null;
		if (changes != null && usable != null) {
			changes.evict(usable.identity());
		}
		else {
			this.cache.evict(key);
		}
	}

	// At once, and again after the commit: until then others load the former state
	@Override
	public boolean evictIfPresent(Object key) {
		TransactionChanges changes = current();
		EntryKey usable = (changes != null) ? usable(key) : null;
		if (changes != null && usable != null) {
			changes.evict(usable.identity());
		}
		return this.cache.evictIfPresent(key);
	}

	@Override
	public void clear() {
		TransactionChanges changes = current();
		if (changes != null) {
			changes.clear();
		}
		else {
			this.cache.clear();
		}
	}

	@Override
	public boolean invalidate() {
		TransactionChanges changes = current();
		if (changes != null) {
			changes.clear();
		}
		return this.cache.invalidate();
	}

	/**
	 * Returns a key as the cache knows it.
	 * @return the key, or {@code null} if it cannot be used, which the cache reports when
	 * it is given the key
	 */
	private @Nullable EntryKey usable(Object key) {
		try {
			return this.cache.key(key);
		}
		catch (UnusableKeyException ex) {
			return null;
		}
	}

	private @Nullable Change change(Object key) {
		TransactionChanges changes = TransactionSynchronizationManager.isSynchronizationActive()
				? TransactionChanges.present(this.cache) : null;
		EntryKey usable = (changes != null) ? usable(key) : null;
		return (changes != null && usable != null) ? changes.get(usable.identity()) : null;
	}

	private @Nullable TransactionChanges current() {
		return TransactionSynchronizationManager.isSynchronizationActive() ? TransactionChanges.current(this.cache)
				: null;
	}

}
