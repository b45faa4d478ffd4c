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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * A client whose {@code get} ends as the test says, to bring about failures in an exact
 * order.
 */
class ControlledClient implements NodeClient {

	private final List<String> keys = new CopyOnWriteArrayList<>();

	private volatile Supplier<CompletableFuture<@Nullable Item>> answer = () -> CompletableFuture.completedFuture(null);

	void fail(MemcachedException.Reason reason) {
		answer(() -> CompletableFuture.failedFuture(new MemcachedException(reason, "made to fail")));
	}

	void succeed() {
		answer(() -> CompletableFuture.completedFuture(null));
	}

	void answer(Supplier<CompletableFuture<@Nullable Item>> answer) {
		this.answer = answer;
	}

	List<String> keys() {
		return this.keys;
	}

	@Override
	public int connection() {
		return 1;
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		this.keys.add(key);
		return this.answer.get();
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CompletableFuture<String> version() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
	}

}
