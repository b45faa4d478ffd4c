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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueWrapper;

/**
 * Does at random what can be done with a cache, and checks what it reads.
 */
final class ModelWorker {

	private static final int KEYS_READ_ASYNCHRONOUSLY = 2;

	private final CoherenceModel model;

	private final ClusterInstance instance;

	private final LarderCache cache;

	private final LoadsInProgress loads;

	private final Random random;

	private final PausingSerializer pauses;

	private final AtomicLong reads;

	ModelWorker(CoherenceModel model, ClusterInstance instance, LoadsInProgress loads, Random random,
			PausingSerializer pauses, AtomicLong reads) {
		this.loads = loads;
		this.model = model;
		this.instance = instance;
		this.cache = instance.cache();
		this.random = random;
		this.pauses = pauses;
		this.reads = reads;
	}

	/**
	 * Does one thing.
	 */
	void work() {
		ModelKey key = this.model.keys().get(this.random.nextInt(this.model.keys().size()));
		switch (this.random.nextInt(24)) {
			case 0, 1 -> evict(key);
			case 2, 3 -> write(key, this::put);
			case 4 -> write(key, this::putIfAbsent);
			case 5 -> clearSometimes(key);
			case 6, 7 -> check("reading", key, () -> this.cache.get(key.name(), String.class));
			case 8, 9, 10, 11 -> checkLoad("loading", key, () -> this.cache.get(key.name(), () -> load(key)));
			case 12, 13 -> readAsynchronously();
			case 14, 15, 16 -> checkLoad("loading asynchronously", key,
					() -> this.cache.retrieve(key.name(), () -> loadAsync(key)).join());
			case 17 -> checkAll("reading a batch", () -> values(this.cache.getAll(names())));
			case 18, 19 -> checkJoined("loading a batch", () -> this.cache.getAll(names(), this::load));
			case 20 -> checkAll("reading a batch asynchronously", () -> values(this.cache.retrieveAll(names()).join()));
			case 21 -> checkJoined("loading a batch asynchronously",
					() -> this.cache.retrieveAll(names(), this::loadAsync).join());
			default -> check("reading", key, () -> this.cache.get(key.name(), String.class));
		}
	}

	private void evict(ModelKey key) {
		Lock lock = key.lock().readLock();
		lock.lock();
		try {
			long version = key.change();
			note("evicting " + key + " for " + version);
			if (this.random.nextBoolean()) {
				this.cache.evict(key.name());
			}
			else {
				this.cache.evictIfPresent(key.name());
			}
			this.model.changed(key, version, this.instance);
		}
		finally {
			lock.unlock();
		}
	}

	// What the server has not answered it may carry out later, whatever others do then
	private void write(ModelKey key, Consumer<ModelKey> put) {
		Lock lock = key.lock().writeLock();
		lock.lock();
		try {
			long errors = this.instance.errors();
			put.accept(key);
			this.instance.flush();
			if (this.instance.errors() != errors) {
				this.model.unanswered(key, key.version(), this.instance);
			}
		}
		finally {
			lock.unlock();
		}
	}

	// A put after an asynchronous read is not waited for: until it is answered, this
	// instance may still read a copy from a read that was under way
	private void put(ModelKey key) {
		long version = key.change();
		note("putting " + key + "=" + version);
		this.cache.put(key.name(), key.value(version));
		if (isReadAsynchronously(key)) {
			this.instance.flush();
		}
		this.model.changed(key, version, this.instance);
		check("reading what was put", key, () -> this.cache.get(key.name(), String.class));
	}

	private void putIfAbsent(ModelKey key) {
		check("putting what is absent", key, () -> {
			ValueWrapper present = this.cache.putIfAbsent(key.name(), key.value());
			return (present != null) ? present.get() : null;
		});
	}

	private void readAsynchronously() {
		this.model.keys()
			.stream()
			.filter(this::isReadAsynchronously)
			.forEach((key) -> check("reading asynchronously", key, () -> read(this.cache.retrieve(key.name()))));
	}

	private boolean isReadAsynchronously(ModelKey key) {
		return this.model.keys().indexOf(key) < KEYS_READ_ASYNCHRONOUSLY;
	}

	// What is cleared hides whatever may be wrong with single keys, and while a server is
	// away all goes so fast that there would always be some clearing
	private void clearSometimes(ModelKey key) {
		if (this.random.nextInt(this.instance.isInTrouble() ? 1000 : 6) == 0) {
			clear();
		}
		else {
			evict(key);
		}
	}

	private void clear() {
		List<ModelKey> keys = this.model.keys();
		keys.forEach((key) -> key.lock().readLock().lock());
		try {
			List<Long> versions = keys.stream().map(ModelKey::change).toList();
			note("clearing for " + versions);
			this.cache.clear();
			keys.forEach((key) -> this.model.changed(key, versions.get(keys.indexOf(key)), this.instance));
		}
		finally {
			keys.forEach((key) -> key.lock().readLock().unlock());
		}
	}

	private void check(String how, ModelKey key, Read read) {
		long oldest = key.oldestReadBy(this.instance);
		note(how + " of " + key + " begins, at least " + oldest);
		key.check(read.read(), oldest, how);
		this.reads.incrementAndGet();
	}

	private void checkLoad(String how, ModelKey key, Read read) {
		long oldest = key.oldestReadBy(this.instance);
		note(how + " of " + key + " begins, at least " + oldest);
		LoadsInProgress.Load load = this.loads.begin();
		try {
			boolean trouble = this.loads.areInTrouble();
			Object value = read.read();
			key.check(value, (trouble || this.loads.areInTrouble()) ? 0 : oldest, how);
			this.reads.incrementAndGet();
		}
		finally {
			this.loads.end(load);
		}
	}

	private void checkAll(String how, BatchRead read) {
		Map<ModelKey, Long> oldest = new HashMap<>();
		this.model.keys().forEach((key) -> oldest.put(key, key.oldestReadBy(this.instance)));
		note(how + " begins");
		Map<String, ?> values = read.read();
		oldest.forEach((key, version) -> key.check(values.get(key.name()), version, how));
		this.reads.incrementAndGet();
	}

	// A batch waits for loads in progress, and is given their results even if the keys
	// were changed elsewhere since
	private void checkJoined(String how, BatchRead read) {
		note(how + " begins");
		LoadsInProgress.Load load = this.loads.begin();
		try {
			Map<String, ?> values = read.read();
			this.model.keys().forEach((key) -> key.check(values.get(key.name()), 0, how));
			this.reads.incrementAndGet();
		}
		finally {
			this.loads.end(load);
		}
	}

	private void note(String what) {
		this.model.history().add(() -> Thread.currentThread().getName() + " of " + this.instance + ": " + what);
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		this.model.keys().stream().filter((key) -> this.random.nextBoolean()).forEach((key) -> names.add(key.name()));
		return names;
	}

	private String load(ModelKey key) {
		String value = key.value();
		this.pauses.pauseLong();
		return value;
	}

	private CompletableFuture<String> loadAsync(ModelKey key) {
		return CompletableFuture.supplyAsync(() -> load(key), this.instance.executor());
	}

	private Map<String, String> load(Set<String> names) {
		Map<String, String> values = new HashMap<>();
		this.model.keys()
			.stream()
			.filter((key) -> names.contains(key.name()))
			.forEach((key) -> values.put(key.name(), load(key)));
		return values;
	}

	private CompletableFuture<Map<String, String>> loadAsync(Set<String> names) {
		return CompletableFuture.supplyAsync(() -> load(names), this.instance.executor());
	}

	private static @Nullable Object read(@Nullable CompletableFuture<?> retrieval) {
		ValueWrapper found = (retrieval != null) ? (ValueWrapper) retrieval.join() : null;
		return (found != null) ? found.get() : null;
	}

	private static Map<String, ?> values(Map<String, ValueWrapper> found) {
		Map<String, @Nullable Object> values = new HashMap<>();
		found.forEach((name, wrapper) -> values.put(name, wrapper.get()));
		return values;
	}

	/**
	 * Reads one key.
	 */
	@FunctionalInterface
	private interface Read {

		@Nullable Object read();

	}

	/**
	 * Reads several keys.
	 */
	@FunctionalInterface
	private interface BatchRead {

		Map<String, ?> read();

	}

}
