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
package dev.larder.internal.memcached.xmemcached;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;

/**
 * The operations of one server over xmemcached, in memcached's text protocol, on one
 * connection.
 * <p>
 * Nothing is connected before the first operation, which may wait for the connection as
 * long as its timeout lasts. After that, operations fail at once while there is none.
 * Keys of 1 to 250 bytes from {@code !} to {@code ~} are accepted; xmemcached's own check
 * depends on what else the JVM uses it for.
 */
public final class XMemcachedOperations implements NodeClient {

	private static final int MAX_KEY_LENGTH = 250;

	/**
	 * How many keys go into one command; some proxies limit its length.
	 */
	private static final int MAX_KEYS = 50;

	private final NodeSettings settings;

	private final OperationDeadlines deadlines;

	private final NodeConnection connection;

	/**
	 * Creates the operations of a server, without connecting.
	 * @param address the server
	 * @param settings how to talk to it
	 * @param timer looks for operations that have expired
	 */
	public XMemcachedOperations(NodeAddress address, NodeSettings settings, ScheduledExecutorService timer) {
		Assert.notNull(address, "'address' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(timer, "'timer' must not be null");
		this.settings = settings;
		this.connection = new NodeConnection(address, settings);
		this.deadlines = new OperationDeadlines(settings.operationTimeout(), timer, this.connection::suspect);
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return isLegal(key) ? send(new GetOperation(key, false, this.settings.maxValueSize(), System.nanoTime()))
				: reject(key);
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return isLegal(key) ? send(new GetOperation(key, true, this.settings.maxValueSize(), System.nanoTime()))
				: reject(key);
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		List<String> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
		for (String key : distinct) {
			if (!isLegal(key)) {
				return reject(key);
			}
		}
		return (distinct.size() <= MAX_KEYS) ? getPart(distinct) : getParts(distinct);
	}

	private CompletableFuture<Map<String, Item>> getParts(List<String> keys) {
		CompletableFuture<Map<String, Item>> all = new CompletableFuture<>();
		Map<String, Item> items = new ConcurrentHashMap<>();
		AtomicInteger missing = new AtomicInteger(keys.size());
		for (int start = 0; start < keys.size(); start += MAX_KEYS) {
			List<String> part = keys.subList(start, Math.min(start + MAX_KEYS, keys.size()));
			var unused = getPart(part).whenComplete((found, ex) -> {
				if (ex != null) {
					all.completeExceptionally(ex);
					return;
				}
				items.putAll(found);
				if (missing.addAndGet(-part.size()) == 0) {
					all.complete(items);
				}
			});
		}
		return all;
	}

	private CompletableFuture<Map<String, Item>> getPart(List<String> keys) {
		return keys.isEmpty() ? CompletableFuture.completedFuture(Map.of())
				: send(new GetAllOperation(keys, this.settings.maxValueSize(), System.nanoTime()));
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return store("set", key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return store("add", key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return store("replace", key, item, exptime);
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		return store("cas", key, item.withCas(expected.cas()), exptime);
	}

	private CompletableFuture<StoreResult> store(String verb, String key, Item item, int exptime) {
		return isLegal(key) ? send(new StoreOperation(verb, key, item, exptime, System.nanoTime())) : reject(key);
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return isLegal(key) ? send(LineOperation.delete(key, System.nanoTime())) : reject(key);
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return isLegal(key) ? send(LineOperation.increment(key, by, System.nanoTime())) : reject(key);
	}

	@Override
	public CompletableFuture<String> version() {
		return send(LineOperation.version(System.nanoTime()));
	}

	@Override
	public int connection() {
		return this.connection.number();
	}

	private <T extends @Nullable Object> CompletableFuture<T> send(Operation<T> operation) {
		this.deadlines.add(operation);
		this.connection.send(operation);
		return operation.future();
	}

	private static <T extends @Nullable Object> CompletableFuture<T> reject(String key) {
		return CompletableFuture
			.failedFuture(new MemcachedException(Reason.REJECTED, "A key must be 1 to " + MAX_KEY_LENGTH
					+ " characters from '!' to '~', which the given one of " + key.length() + " characters is not"));
	}

	private static boolean isLegal(String key) {
		int length = key.length();
		if (length == 0 || length > MAX_KEY_LENGTH) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = key.charAt(i);
			if (c < '!' || c > '~') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Closes the connection and ends its threads; operations under way fail.
	 */
	@Override
	public void close() {
		this.connection.close();
		this.deadlines.close();
	}

	/**
	 * {@code get} of several keys for one caller.
	 */
	private static final class GetAllOperation extends RetrievalOperation<Map<String, Item>> {

		private final List<String> keys;

		private final Map<String, Item> items = new HashMap<>();

		GetAllOperation(List<String> keys, int maxValueSize, long started) {
			super(keys.stream().map((key) -> key.getBytes(StandardCharsets.ISO_8859_1)).toArray(byte[][]::new), false,
					maxValueSize, started);
			this.keys = keys;
		}

		@Override
		void found(int index, Item item) {
			this.items.put(this.keys.get(index), item);
		}

		@Override
		void ended() {
			complete(this.items);
		}

	}

}
