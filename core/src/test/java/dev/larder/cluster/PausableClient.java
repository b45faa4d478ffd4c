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
package dev.larder.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.StoreResult;
import org.jspecify.annotations.Nullable;

/**
 * A client that can be kept from sending polls, as by a process that gets no processor
 * time, while all else goes on.
 */
final class PausableClient implements NodeClient {

	private final NodeClient client;

	private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);

	PausableClient(NodeClient client) {
		this.client = client;
	}

	synchronized void pause() {
		if (this.turn.isDone()) {
			this.turn = new CompletableFuture<>();
		}
	}

	void resume() {
		turn().complete(null);
	}

	private synchronized CompletableFuture<Void> turn() {
		return this.turn;
	}

	@Override
	public int connection() {
		return this.client.connection();
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		boolean poll = keys.stream().anyMatch((key) -> key.startsWith("test@journal"));
		return poll ? turn().thenCompose((resumed) -> this.client.getAll(keys)) : this.client.getAll(keys);
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return this.client.get(key);
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return this.client.gets(key);
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return this.client.set(key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return this.client.add(key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return this.client.replace(key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		return this.client.compareAndSet(key, expected, item, exptime);
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return this.client.delete(key);
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return this.client.increment(key, by);
	}

	@Override
	public CompletableFuture<String> version() {
		return this.client.version();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
