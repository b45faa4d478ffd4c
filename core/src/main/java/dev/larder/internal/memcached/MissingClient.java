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
import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The client of servers that were not found yet, with which everything fails.
 * Thread-safe.
 */
final class MissingClient implements NodeClient {

	private final String name;

	private volatile boolean closed;

	MissingClient(NodeAddress name) {
		this.name = name.name();
	}

	private <T extends @Nullable Object> CompletableFuture<T> fail() {
		return CompletableFuture.failedFuture(this.closed
				? new MemcachedException(Reason.CLOSED, "The client of " + this.name + " is closed")
				: new MemcachedException(Reason.DISCONNECTED, "the servers of " + this.name + " were not found yet"));
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return fail();
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return fail();
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		return fail();
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return fail();
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return fail();
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return fail();
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		return fail();
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return fail();
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return fail();
	}

	@Override
	public CompletableFuture<String> version() {
		return fail();
	}

	@Override
	public int connection() {
		return 0;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
