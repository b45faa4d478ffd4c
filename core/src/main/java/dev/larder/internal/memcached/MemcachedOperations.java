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

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * The only door to a memcached server: the few commands Larder needs of one node, each
 * one round trip. Thread-safe; no method blocks or throws.
 * <p>
 * Every returned future completes within the operation timeout, and if exceptionally then
 * always with a {@link MemcachedException}. Dependent stages may run on the client's I/O
 * thread and must not block it.
 */
public interface MemcachedOperations {

	/**
	 * Reads an item ({@code get}).
	 * @param key the key
	 * @return the item without its CAS token, or {@code null} if there is none
	 */
	CompletableFuture<@Nullable Item> get(String key);

	/**
	 * Reads an item with its CAS token ({@code gets}), which is 0 where the server has
	 * none.
	 * @param key the key
	 * @return the item, or {@code null} if there is none
	 */
	CompletableFuture<@Nullable Item> gets(String key);

	/**
	 * Reads several items in one round trip ({@code get} with several keys).
	 * @param keys the keys
	 * @return the items that exist, by key, without their CAS tokens
	 */
	CompletableFuture<Map<String, Item>> getAll(Collection<String> keys);

	/**
	 * Stores an item, replacing any other ({@code set}).
	 * @param key the key
	 * @param item the item; its CAS token is ignored
	 * @param exptime the expiry as memcached reads it, see {@link Exptime}
	 * @return {@link StoreResult#STORED} or {@link StoreResult#TOO_LARGE}
	 */
	CompletableFuture<StoreResult> set(String key, Item item, int exptime);

	/**
	 * Stores an item unless there is one ({@code add}).
	 * @param key the key
	 * @param item the item; its CAS token is ignored
	 * @param exptime the expiry as memcached reads it, see {@link Exptime}
	 * @return {@link StoreResult#STORED}, {@link StoreResult#NOT_STORED} or
	 * {@link StoreResult#TOO_LARGE}
	 */
	CompletableFuture<StoreResult> add(String key, Item item, int exptime);

	/**
	 * Stores an item if there is one ({@code replace}).
	 * @param key the key
	 * @param item the item; its CAS token is ignored
	 * @param exptime the expiry as memcached reads it, see {@link Exptime}
	 * @return {@link StoreResult#STORED}, {@link StoreResult#NOT_STORED} or
	 * {@link StoreResult#TOO_LARGE}
	 */
	CompletableFuture<StoreResult> replace(String key, Item item, int exptime);

	/**
	 * Stores an item if the present one still has the CAS token of the expected one
	 * ({@code cas}).
	 * @param key the key
	 * @param expected the item to replace, as {@link #gets} has found it
	 * @param item the item; its CAS token is ignored
	 * @param exptime the expiry as memcached reads it, see {@link Exptime}
	 * @return {@link StoreResult#STORED}, {@link StoreResult#EXISTS} if the item changed,
	 * {@link StoreResult#NOT_FOUND} if it is gone, or {@link StoreResult#TOO_LARGE}
	 */
	CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime);

	/**
	 * Deletes an item ({@code delete}).
	 * @param key the key
	 * @return whether there was one
	 */
	CompletableFuture<Boolean> delete(String key);

	/**
	 * Adds to a number that is kept as decimal text ({@code incr}). The expiry stays as
	 * it was. A number that exceeds 64 bits starts again from 0.
	 * @param key the key
	 * @param by how much to add, as an unsigned number
	 * @return the new number, unsigned, or {@code null} if there is no item; fails with
	 * {@link MemcachedException.Reason#PROTOCOL} if the item is no number
	 */
	CompletableFuture<@Nullable Long> increment(String key, long by);

	/**
	 * Asks for the server's version ({@code version}); the cheapest sign of life.
	 * @return the version
	 */
	CompletableFuture<String> version();

}
