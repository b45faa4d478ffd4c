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

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client with the items of its server in memory, which answers at once, or, while it
 * holds, when a test says so: so every order of events can be had.
 */
public class HeldClient implements NodeClient {

	private final Map<String, Item> items = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<Call<?>> calls = new ConcurrentLinkedQueue<>();

	private volatile boolean holding;

	private final AtomicInteger connection = new AtomicInteger(1);

	private volatile Consumer<String> onSend = (command) -> {
	};

	public Map<String, Item> items() {
		return this.items;
	}

	/**
	 * Loses the connection, which keeps its commands, and makes another.
	 */
	public void reconnect() {
		this.connection.incrementAndGet();
	}

	@Override
	public int connection() {
		return this.connection.get();
	}

	/**
	 * Leaves what is sent from now on unanswered.
	 */
	public void hold() {
		this.holding = true;
	}

	/**
	 * Answers at once what is sent from now on.
	 */
	public void answerAtOnce() {
		this.holding = false;
	}

	/**
	 * Has something done when a command is about to be sent.
	 */
	public void onSend(Consumer<String> onSend) {
		this.onSend = onSend;
	}

	/**
	 * Returns the commands without an answer, the oldest first.
	 */
	public List<String> unanswered() {
		return this.calls.stream().map(Call::command).toList();
	}

	/**
	 * Carries out the oldest command without an answer, and answers it.
	 */
	public void answer() {
		next().answer();
	}

	/**
	 * Carries out the oldest command without an answer.
	 * @return gives the answer
	 */
	public Runnable carryOut() {
		return next().carryOut();
	}

	/**
	 * Lets the oldest command without an answer time out, not carried out.
	 */
	public void timeOut() {
		next().timeOut();
	}

	private Call<?> next() {
		Call<?> call = this.calls.poll();
		assertThat(call).as("command without an answer").isNotNull();
		return call;
	}

	private <T extends @Nullable Object> CompletableFuture<T> call(String command, Supplier<T> work) {
		this.onSend.accept(command);
		Call<T> call = new Call<>(command, work, new CompletableFuture<>());
		if (this.holding) {
			this.calls.add(call);
		}
		else {
			call.answer();
		}
		return call.result();
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return call("get " + key, () -> this.items.get(key));
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return call("gets " + key, () -> this.items.get(key));
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		List<String> wanted = List.copyOf(keys);
		return call("get " + String.join(" ", wanted), () -> {
			Map<String, Item> found = new ConcurrentHashMap<>(this.items);
			found.keySet().retainAll(wanted);
			return found;
		});
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return call("set " + key, () -> {
			this.items.put(key, item);
			return StoreResult.STORED;
		});
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return call("add " + key,
				() -> (this.items.putIfAbsent(key, item) == null) ? StoreResult.STORED : StoreResult.NOT_STORED);
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return call("replace " + key,
				() -> (this.items.replace(key, item) != null) ? StoreResult.STORED : StoreResult.NOT_STORED);
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		return call("cas " + key, () -> {
			Item present = this.items.get(key);
			if (present == null) {
				return StoreResult.NOT_FOUND;
			}
			return (present == expected && this.items.replace(key, present, item)) ? StoreResult.STORED
					: StoreResult.EXISTS;
		});
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return call("delete " + key, () -> this.items.remove(key) != null);
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return call("incr " + key, () -> {
			Item changed = this.items.computeIfPresent(key, (k, item) -> number(number(item) + by));
			return (changed != null) ? number(changed) : null;
		});
	}

	private static Item number(long number) {
		return new Item(0, Long.toUnsignedString(number).getBytes(StandardCharsets.US_ASCII));
	}

	private static long number(Item item) {
		return Long.parseUnsignedLong(new String(item.data(), StandardCharsets.US_ASCII));
	}

	@Override
	public CompletableFuture<String> version() {
		return call("version", () -> "held");
	}

	@Override
	public void close() {
	}

	private record Call<T extends @Nullable Object>(String command, Supplier<T> work, CompletableFuture<T> result) {

		private void answer() {
			carryOut().run();
		}

		private Runnable carryOut() {
			T answer = this.work.get();
			return () -> this.result.complete(answer);
		}

		private void timeOut() {
			this.result
				.completeExceptionally(new MemcachedException(MemcachedException.Reason.TIMEOUT, "made to time out"));
		}

	}

}
