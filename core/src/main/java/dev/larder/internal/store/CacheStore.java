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
package dev.larder.internal.store;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one cache are kept, in this process, elsewhere or both.
 * Thread-safe. No method throws because a backend failed: what cannot be read is a miss,
 * and what cannot be written is not cached.
 */
public interface CacheStore {

	/**
	 * Returns the encoder of the keys of the cache.
	 * @return the encoder
	 */
	KeyEncoder keys();

	/**
	 * Returns the entry of a key if it is in this process.
	 * @param identity the identity of the key
	 * @return the entry, or {@code null} if it is not here, though it may be elsewhere
	 */
	@Nullable Entry getLocal(Object identity);

	/**
	 * Returns the entry of a key that is not in this process.
	 * @param key the key
	 * @return the entry, or {@code null} if there is none elsewhere either
	 */
	@Nullable Entry get(EntryKey key);

	/**
	 * Returns the entry of a key that is not in this process, without blocking.
	 * @param key the key
	 * @return the entry to be, or {@code null} on a miss; complete where that is known at
	 * once, and otherwise completed by the {@link #executor()}
	 */
	CompletableFuture<@Nullable Entry> getAsync(EntryKey key);

	/**
	 * Returns the entries of several keys that are not in this process.
	 * @param keys the keys
	 * @return the entries that were found, by key
	 */
	Map<EntryKey, Entry> getAll(Collection<EntryKey> keys);

	/**
	 * Returns the entries of several keys that are not in this process, without blocking.
	 * @param keys the keys
	 * @return the entries that were found, by key; complete where that is known at once,
	 * and otherwise completed by the {@link #executor()}
	 */
	CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys);

	/**
	 * Stores a value, replacing any other. A value that is not cacheable removes the
	 * former one.
	 * @param key the key
	 * @param value the value
	 */
	void put(EntryKey key, @Nullable Object value);

	/**
	 * Stores a value like {@link #put(EntryKey, Object)}, without waiting for a backend.
	 * @param key the key
	 * @param value the value
	 */
	void putLater(EntryKey key, @Nullable Object value);

	/**
	 * Stores a value unless there is one, atomically.
	 * @param key the key
	 * @param value the value
	 * @return the entry that was there, or {@code null}
	 */
	@Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value);

	/**
	 * Removes the entry of a key.
	 * @param key the key
	 */
	void evict(EntryKey key);

	/**
	 * Removes the entry of a key and says whether there was one.
	 * @param key the key
	 * @return whether there is known to have been one
	 */
	boolean evictIfPresent(EntryKey key);

	/**
	 * Removes all entries.
	 * @return whether there are known to have been any
	 */
	boolean clear();

	/**
	 * Takes the right to store the result of a load that is about to begin, without
	 * blocking.
	 * @param key the key
	 * @param flight the load, which becomes invalid when this instance changes the key
	 * @param wish what makes the load unnecessary, and whether to wait for another's
	 * @return the lease to be, {@link LoadLease#NONE} if another instance was waited for
	 * in vain; complete where that is known at once, and otherwise completed by a thread
	 * that must not be kept waiting, never exceptionally. Who no longer wants it cancels
	 * it.
	 */
	CompletableFuture<LoadLease> begin(EntryKey key, Flight<Entry> flight, LeaseWish wish);

	/**
	 * Returns what runs the application's code after an asynchronous operation, so that
	 * no thread of a backend's client does.
	 * @return the executor
	 */
	Executor executor();

	/**
	 * Returns the entry of a key in this process. It does not count as a use of it.
	 * @param identity the identity of the key
	 * @return the entry, or {@code null} if there is none
	 */
	@Nullable LocalEntry peek(Object identity);

	/**
	 * Returns the identities of the keys in this process.
	 * @return what tells the keys from others; changes while it is read may be seen or
	 * not
	 */
	Iterable<Object> identities();

	/**
	 * Drops the entry of a key from this process alone.
	 * @param key the key
	 * @return whether there is known to have been something
	 */
	boolean evictLocal(EntryKey key);

	/**
	 * Drops all copies of entries that are kept elsewhere, in this and every other
	 * process: any of it may have changed without this store.
	 */
	void announceChanges();

	/**
	 * Returns where in memcached the item of a key is kept.
	 * @param key the key
	 * @return the location, or {@code null} where nothing is kept in memcached
	 */
	@Nullable ItemLocation locateItem(EntryKey key);

	/**
	 * Returns the object behind the cache, for {@link org.springframework.cache.Cache}.
	 * @return the native cache
	 */
	Object nativeCache();

	/**
	 * Returns the statistics of the store.
	 * @return the statistics at this moment
	 */
	StoreStatistics statistics();

}
