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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.entry.CacheKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a Spring {@link Cache} has to do, whatever its entries live in.
 */
@Timeout(60)
abstract class AbstractLarderCacheTests {

	static final String CACHE_NAME = "products";

	private final ExecutorService executor = Executors.newCachedThreadPool();

	/**
	 * Returns a manager whose caches live where this suite is to look.
	 */
	abstract LarderCacheManager cacheManager();

	LarderCache cache() {
		LarderCache cache = (LarderCache) cacheManager().getCache(CACHE_NAME);
		assertThat(cache).isNotNull();
		return cache;
	}

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void cacheHasItsName() {
		assertThat(cache().getName()).isEqualTo(CACHE_NAME);
	}

	@Test
	void nativeCacheStaysTheSame() {
		assertThat(cache().getNativeCache()).isNotNull().isSameAs(cache().getNativeCache());
	}

	@Test
	void missReadsAsNullInEveryForm() {
		assertThat(cache().get("key")).isNull();
		assertThat(cache().get("key", String.class)).isNull();
		assertThat(cache().get("key", (Class<?>) null)).isNull();
	}

	@Test
	void storedValueIsReadInEveryForm() {
		cache().put("key", "value");
		assertThat(valueOf("key")).isEqualTo("value");
		assertThat(cache().get("key", String.class)).isEqualTo("value");
		assertThat(cache().get("key", Object.class)).isEqualTo("value");
		assertThat(cache().get("key", (Class<?>) null)).isEqualTo("value");
	}

	@Test
	void putReplacesTheFormerValue() {
		cache().put("key", "old");
		cache().put("key", "new");
		assertThat(valueOf("key")).isEqualTo("new");
	}

	@Test
	void valueOfAnotherTypeThanRequiredIsRefused() {
		cache().put("key", "value");
		assertThatIllegalStateException().isThrownBy(() -> cache().get("key", Integer.class))
			.withMessageContaining(CACHE_NAME)
			.withMessageContaining("java.lang.String")
			.withMessageContaining("java.lang.Integer");
	}

	@ParameterizedTest
	@MethodSource("unusableKeys")
	void keyThatCannotBeUsedPassesTheCacheBy(Supplier<@Nullable Object> keys) throws Exception {
		Object key = keys.get();
		cache().put(key, "value");
		assertThat(cache().get(key)).isNull();
		assertThat(cache().get(key, String.class)).isNull();
		assertThat(cache().getLocal(key)).isNull();
		assertThat(cache().putIfAbsent(key, "value")).isNull();
		assertThat(cache().retrieve(key)).isNull();
		cache().evict(key);
		assertThat(cache().evictIfPresent(key)).isFalse();
		AtomicInteger calls = new AtomicInteger();
		assertThat(cache().get(key, calls::incrementAndGet)).isEqualTo(1);
		assertThat(cache().get(key, calls::incrementAndGet)).isEqualTo(2);
		assertThat(cache().retrieve(key, () -> CompletableFuture.completedFuture(calls.incrementAndGet())).get())
			.isEqualTo(3);
		assertThat(cache().getStatistics().refusedKeys()).isGreaterThanOrEqualTo(7);
		assertThat(cache().getStatistics().size()).isIn(null, 0L);
	}

	@ParameterizedTest
	@MethodSource("unusableKeys")
	void failureOfALoadForSuchAKeyReachesTheCaller(Supplier<@Nullable Object> keys) {
		Object key = keys.get();
		IOException failure = new IOException("no database");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache().get(key, () -> {
			throw failure;
		})).havingCause().isSameAs(failure);
		assertThat(cache().retrieve(key, () -> CompletableFuture.failedFuture(failure)))
			.failsWithin(Duration.ofSeconds(10))
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	void asynchronousLoadFailsAsTheLoaderDoes() {
		IOException failure = new IOException("no database");
		CompletableFuture<Object> load = new CompletableFuture<>();
		CompletableFuture<Throwable> seen = new CompletableFuture<>();
		var unused = cache().retrieve("key", () -> load).whenComplete((value, cause) -> seen.complete(cause));
		load.completeExceptionally(failure);
		assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).isSameAs(failure);
	}

	@Test
	void batchServesTheKeysItCan() {
		Object identity = new Object();
		cache().put("a", "A");
		List<Object> keys = Arrays.asList("a", identity, new HostileKey(), null, "b");
		assertThat(cache().getAll(keys)).containsOnlyKeys("a");
		assertThat(cache().retrieveAll(keys).join()).containsOnlyKeys("a");
		Function<Set<Object>, Map<Object, String>> loader = (missing) -> {
			Map<Object, String> loaded = new HashMap<>();
			missing.forEach((key) -> loaded.put(key, "loaded " + (key instanceof String)));
			return loaded;
		};
		for (Map<Object, String> values : List.of(cache().getAll(keys, loader),
				cache().retrieveAll(keys, (missing) -> CompletableFuture.completedFuture(loader.apply(missing)))
					.join())) {
			assertThat(values).containsOnlyKeys("a", "b", identity, null)
				.containsEntry("a", "A")
				.containsEntry("b", "loaded true")
				.containsEntry(identity, "loaded false");
		}
		assertThat(valueOf("b")).isEqualTo("loaded true");
	}

	@Test
	void keyThatItsMethodChangesIsNotTakenForWhatItBecame() {
		List<Integer> key = new ArrayList<>(List.of(1, 2));
		assertThat(cache().get(key, () -> {
			key.clear();
			return "value of two";
		})).isEqualTo("value of two");
		assertThat(cache().get(List.of())).isNull();
		assertThat(cache().get(List.of(), () -> "value of none")).isEqualTo("value of none");
		assertThat(cache().get(List.of(1, 2), () -> "value of two")).isEqualTo("value of two");
	}

	@ParameterizedTest
	@MethodSource("keysOfOneText")
	void keysThatAreWrittenAlikeAreOneKey(Supplier<Object> keys) {
		cache().put(keys.get(), "value");
		assertThat(valueOf(keys.get())).isEqualTo("value");
		assertThat(retrieved(keys.get()).get()).isEqualTo("value");
		assertThat(cache().<String>get(keys.get(), failing())).isEqualTo("value");
		assertThat(cache().putIfAbsent(keys.get(), "other")).isNotNull();
		assertThat(cache().evictIfPresent(keys.get())).isTrue();
		assertThat(cache().get(keys.get())).isNull();
		assertThat(cache().<String>get(keys.get(), () -> "loaded")).isEqualTo("loaded");
		assertThat(cache().retrieve(keys.get(), () -> CompletableFuture.completedFuture("unexpected")).join())
			.isEqualTo("loaded");
		cache().evict(keys.get());
		assertThat(cache().get(keys.get())).isNull();
	}

	@ParameterizedTest
	@MethodSource("keysOfOneText")
	void keysThatAreWrittenAlikeAreLoadedOnce(Supplier<Object> keys) throws Exception {
		AtomicInteger calls = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(8);
		List<String> values = atOnce(8, (i) -> {
			all.countDown();
			return cache().get(keys.get(), () -> {
				all.await();
				return "value " + calls.incrementAndGet();
			});
		});
		assertThat(values).containsOnly("value 1");
	}

	@ParameterizedTest
	@MethodSource("keysOfOneText")
	void keysThatAreWrittenAlikeAreOneKeyOfABatch(Supplier<Object> keys) {
		Object first = keys.get();
		Object second = keys.get();
		Function<Set<Object>, Map<Object, String>> loader = (missing) -> {
			assertThat(missing).hasSize(1);
			Map<Object, String> loaded = new HashMap<>();
			missing.forEach((key) -> loaded.put(key, "value"));
			return loaded;
		};
		Map<Object, String> loaded = cache().getAll(List.of(first, second), loader);
		assertThat(loaded.get(first)).isEqualTo("value");
		assertThat(loaded.get(second)).isEqualTo("value");
		Map<Object, ValueWrapper> found = cache().retrieveAll(List.of(first, second)).join();
		assertThat(found.get(first).get()).isEqualTo("value");
		assertThat(found.get(second).get()).isEqualTo("value");
	}

	@Test
	void keysThatAreWrittenDifferentlyAreDifferentWhateverTheirEqualsSays() {
		cache().put(new CaselessName("a"), "lower");
		cache().put(new CaselessName("A"), "upper");
		assertThat(valueOf(new CaselessName("a"))).isEqualTo("lower");
		assertThat(valueOf(new CaselessName("A"))).isEqualTo("upper");
	}

	static Stream<Named<Supplier<Object>>> keysOfOneText() {
		return Stream.of(Named.of("bytes", () -> new byte[] { 1, 2 }), Named.of("array", () -> new Object[] { "a", 1 }),
				Named.of("array in a list", () -> List.of(new int[] { 1 }, "a")),
				Named.of("array in a map", () -> Map.of("a", new long[] { 1 })),
				Named.of("array in a key of Spring's", () -> new SimpleKey("a", List.of(new byte[] { 1 }))),
				Named.of("record with an array", () -> new Wrapper(new byte[] { 1 })),
				Named.of("record with an equals of its own", () -> new OneOfAKind("a")),
				Named.of("written by itself", () -> new Sku("a")),
				Named.of("written by itself in a key of Spring's", () -> new SimpleKey("a", new Sku("a"))));
	}

	static Stream<Named<Supplier<@Nullable Object>>> unusableKeys() {
		List<Object> cycle = new ArrayList<>();
		cycle.add(cycle);
		return Stream.of(Named.of("identity", Object::new), Named.of("null", () -> null),
				Named.of("null inside", () -> new SimpleKey("a", new Object())), Named.of("hostile", HostileKey::new),
				Named.of("cycle", () -> cycle), Named.of("huge", () -> "x".repeat(2_000_000)),
				Named.of("record", () -> new Wrapper(new Object())));
	}

	@Test
	void differentKeysHaveDifferentEntries() {
		List<Object> keys = List.of("1", 1, 1L, "a b", "ab", new SimpleKey("a,b"), new SimpleKey("a", "b"),
				SimpleKey.EMPTY, List.of("a", "b"), "", " ", "ä", "a:b");
		keys.forEach((key) -> cache().put(key, "value of " + key.getClass() + key));
		assertThat(keys).allSatisfy((key) -> assertThat(valueOf(key)).isEqualTo("value of " + key.getClass() + key));
	}

	@Test
	void cachesDoNotShareKeys() {
		Cache other = cacheManager().getCache("others");
		assertThat(other).isNotNull();
		cache().put("key", "value");
		assertThat(other.get("key")).isNull();
		other.put("key", "other");
		assertThat(valueOf("key")).isEqualTo("value");
	}

	@Test
	void putIfAbsentStoresOnlyTheFirst() {
		assertThat(cache().putIfAbsent("key", "first")).isNull();
		ValueWrapper present = cache().putIfAbsent("key", "second");
		assertThat(present).isNotNull();
		assertThat(present.get()).isEqualTo("first");
		assertThat(valueOf("key")).isEqualTo("first");
	}

	@Test
	void putIfAbsentIsAtomic() throws Exception {
		List<ValueWrapper> answers = atOnce(16, (i) -> cache().putIfAbsent("key", "value " + i));
		assertThat(answers).filteredOn((answer) -> answer == null).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer != null)
			.allSatisfy((answer) -> assertThat(answer.get()).isEqualTo(valueOf("key")));
	}

	@Test
	void putIfAbsentStoresAfterClear() {
		cache().put("key", "old");
		cache().clear();
		assertThat(cache().putIfAbsent("key", "new")).isNull();
		assertThat(valueOf("key")).isEqualTo("new");
	}

	@Test
	void evictRemovesOneKey() {
		cache().put("key", "value");
		cache().put("other", "value");
		cache().evict("key");
		assertThat(cache().get("key")).isNull();
		assertThat(cache().get("other")).isNotNull();
	}

	@Test
	void evictOfAnAbsentKeyDoesNothing() {
		cache().evict("key");
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void evictIfPresentSaysWhetherThereWasAnEntry() {
		cache().put("key", "value");
		assertThat(cache().evictIfPresent("key")).isTrue();
		assertThat(cache().get("key")).isNull();
		assertThat(cache().evictIfPresent("key")).isFalse();
	}

	@Test
	void evictIfPresentDoesNotSeeWhatWasCleared() {
		cache().put("key", "value");
		cache().clear();
		assertThat(cache().evictIfPresent("key")).isFalse();
	}

	@Test
	void clearRemovesEverything() {
		cache().put("key", "value");
		cache().put("other", "value");
		cache().clear();
		assertThat(cache().get("key")).isNull();
		assertThat(cache().get("other")).isNull();
	}

	@Test
	void clearLeavesOtherCachesAlone() {
		Cache other = cacheManager().getCache("others");
		assertThat(other).isNotNull();
		other.put("key", "value");
		cache().clear();
		assertThat(other.get("key")).isNotNull();
	}

	@Test
	void clearedKeyCanBeStoredAgain() {
		cache().put("key", "old");
		cache().clear();
		cache().put("key", "new");
		assertThat(valueOf("key")).isEqualTo("new");
	}

	@Test
	void invalidateRemovesEverything() {
		cache().put("key", "value");
		cache().invalidate();
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void invalidateOfAnEmptyCacheKnowsNoEntries() {
		assertThat(cache().invalidate()).isFalse();
	}

	@Test
	void resetCachesClearsAllCachesOfTheManager() {
		LarderCacheManager manager = cacheManager();
		manager.getCache("one").put("key", "value");
		manager.getCache("two").put("key", "value");
		manager.resetCaches();
		assertThat(manager.getCache("one").get("key")).isNull();
		assertThat(manager.getCache("two").get("key")).isNull();
	}

	@Test
	void loadedValueIsReturnedAndStored() {
		assertThat(cache().<String>get("key", () -> "value")).isEqualTo("value");
		assertThat(valueOf("key")).isEqualTo("value");
	}

	@Test
	void loaderIsNotCalledOnAHit() {
		cache().put("key", "value");
		assertThat(cache().<String>get("key", failing())).isEqualTo("value");
	}

	@Test
	void failureOfTheLoaderIsWrapped() {
		IOException failure = new IOException("no database");
		Callable<String> loader = () -> {
			throw failure;
		};
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache().get("key", loader))
			.withCause(failure)
			.satisfies((ex) -> assertThat(ex.getKey()).isEqualTo("key"));
	}

	@Test
	void failedLoadStoresNothingAndTheNextSucceeds() {
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache().get("key", failing()));
		assertThat(cache().get("key")).isNull();
		assertThat(cache().<String>get("key", () -> "value")).isEqualTo("value");
		assertThat(valueOf("key")).isEqualTo("value");
	}

	@Test
	void errorOfTheLoaderIsThrownAsItIs() {
		AssertionError error = new AssertionError("broken");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> cache().get("key", () -> {
			throw error;
		})).isSameAs(error);
	}

	@Test
	void concurrentReadersShareOneLoad() throws Exception {
		AtomicInteger loads = new AtomicInteger();
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> leader = this.executor.submit(() -> cache().get("key", () -> {
			loading.countDown();
			finish.await();
			return "load " + loads.incrementAndGet();
		}));
		loading.await();
		List<Future<String>> others = IntStream.range(0, 10)
			.mapToObj((i) -> this.executor.submit(() -> cache().get("key", () -> "load " + loads.incrementAndGet())))
			.toList();
		finish.countDown();
		assertThat(leader.get()).isEqualTo("load 1");
		for (Future<String> other : others) {
			assertThat(other.get()).isEqualTo("load 1");
		}
		assertThat(loads).hasValue(1);
	}

	@Test
	void loadsOfDifferentKeysDoNotWaitForEachOther() throws Exception {
		CyclicBarrier allLoading = new CyclicBarrier(16);
		List<Integer> values = atOnce(16, (i) -> cache().get("key " + i, () -> {
			allLoading.await(20, TimeUnit.SECONDS);
			return i;
		}));
		assertThat(values).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16).boxed().toList());
	}

	@Test
	void hitsDoNotWaitForALoad() throws Exception {
		cache().put("hit", "value");
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> load = this.executor.submit(() -> cache().get("key", () -> {
			loading.countDown();
			finish.await();
			return "loaded";
		}));
		loading.await();
		assertThat(valueOf("hit")).isEqualTo("value");
		finish.countDown();
		assertThat(load.get()).isEqualTo("loaded");
	}

	@Test
	void loaderMayReadItsOwnKey() {
		String value = cache().get("key", () -> cache().get("key", () -> "inner") + " and outer");
		assertThat(value).isEqualTo("inner and outer");
	}

	@Test
	void loaderMayReadAnotherKey() {
		String value = cache().get("key", () -> cache().get("other", () -> "inner") + " and outer");
		assertThat(value).isEqualTo("inner and outer");
		assertThat(valueOf("other")).isEqualTo("inner");
	}

	@Test
	void evictDuringALoadKeepsItsResultOut() throws Exception {
		changeDuringLoad(() -> cache().evict("key"));
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void evictIfPresentDuringALoadKeepsItsResultOut() throws Exception {
		changeDuringLoad(() -> cache().evictIfPresent("key"));
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void clearDuringALoadKeepsItsResultOut() throws Exception {
		changeDuringLoad(() -> cache().clear());
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void putDuringALoadWins() throws Exception {
		changeDuringLoad(() -> cache().put("key", "put"));
		assertThat(valueOf("key")).isEqualTo("put");
	}

	@Test
	void readerAfterAnEvictDoesNotGetTheLoadFromBefore() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> load = this.executor.submit(() -> cache().get("key", () -> {
			loading.countDown();
			finish.await();
			return "old";
		}));
		loading.await();
		cache().evict("key");
		assertThat(cache().<String>get("key", () -> "new")).isEqualTo("new");
		finish.countDown();
		assertThat(load.get()).isEqualTo("old");
		assertThat(valueOf("key")).isEqualTo("new");
	}

	@Test
	void retrieveOfAMissIsNullAtOnceOrLater() {
		CompletableFuture<?> future = cache().retrieve("key");
		assertThat((future != null) ? future.join() : null).isNull();
	}

	@Test
	void retrieveOfAValueGivesItsWrapper() {
		cache().put("key", "value");
		assertThat(retrieved("key").get()).isEqualTo("value");
	}

	@Test
	void retrieveWithLoaderLoadsAndStores() {
		assertThat(cache().retrieve("key", () -> CompletableFuture.completedFuture("value")).join()).isEqualTo("value");
		assertThat(valueOf("key")).isEqualTo("value");
	}

	@Test
	void retrieveWithLoaderDoesNotLoadOnAHit() {
		cache().put("key", "value");
		assertThat(cache().<String>retrieve("key", () -> {
			throw new AssertionError("must not load");
		}).join()).isEqualTo("value");
	}

	@Test
	void failureOfAnAsynchronousLoadIsNotWrapped() {
		IOException failure = new IOException("no database");
		CompletableFuture<String> future = cache().retrieve("key", () -> CompletableFuture.failedFuture(failure));
		assertThat(future).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCause(failure);
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void loaderThatThrowsInsteadOfFailingItsFutureFailsTheRetrieval() {
		IllegalStateException failure = new IllegalStateException("no database");
		CompletableFuture<String> future = cache().retrieve("key", () -> {
			throw failure;
		});
		assertThat(future).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCause(failure);
	}

	@Test
	void concurrentRetrievalsShareOneLoad() {
		AtomicInteger loads = new AtomicInteger();
		CompletableFuture<String> load = new CompletableFuture<>();
		List<CompletableFuture<String>> retrievals = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			retrievals.add(cache().retrieve("key", () -> load.thenApply((value) -> {
				loads.incrementAndGet();
				return value;
			})));
		}
		load.complete("value");
		assertThat(retrievals).allSatisfy((retrieval) -> assertThat(retrieval.join()).isEqualTo("value"));
		assertThat(loads).hasValue(1);
	}

	@Test
	void retrieveDoesNotBlockTheCaller() {
		CompletableFuture<String> never = new CompletableFuture<>();
		CompletableFuture<String> retrieval = cache().retrieve("key", () -> never);
		assertThat(retrieval).isNotDone();
		never.complete("value");
		assertThat(retrieval.join()).isEqualTo("value");
	}

	@Test
	void cancellingOneRetrievalDoesNotCancelTheOthers() {
		CompletableFuture<String> load = new CompletableFuture<>();
		CompletableFuture<String> first = cache().retrieve("key", () -> load);
		CompletableFuture<String> second = cache().retrieve("key", () -> load);
		first.cancel(true);
		load.complete("value");
		assertThat(second.join()).isEqualTo("value");
	}

	@Test
	void evictDuringAnAsynchronousLoadKeepsItsResultOut() throws Exception {
		CompletableFuture<String> load = new CompletableFuture<>();
		CountDownLatch loading = new CountDownLatch(1);
		CompletableFuture<String> retrieval = cache().retrieve("key", () -> {
			loading.countDown();
			return load;
		});
		loading.await();
		cache().evict("key");
		load.complete("old");
		assertThat(retrieval.join()).isEqualTo("old");
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void statisticsCountWhatHappened() {
		LarderCache cache = cache();
		CacheStatistics before = cache.getStatistics();
		cache.get("key");
		cache.put("key", "value");
		cache.get("key");
		cache.get("loaded", () -> "value");
		cache.evict("key");
		CacheStatistics after = cache.getStatistics();
		assertThat(after.misses() - before.misses()).isEqualTo(2);
		assertThat(after.hits() - before.hits()).isEqualTo(1);
		assertThat(after.puts() - before.puts()).isEqualTo(2);
		assertThat(after.loads() - before.loads()).isEqualTo(1);
		assertThat(after.removals() - before.removals()).isEqualTo(1);
	}

	private void changeDuringLoad(Runnable change) throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> load = this.executor.submit(() -> cache().get("key", () -> {
			loading.countDown();
			finish.await();
			return "old";
		}));
		loading.await();
		change.run();
		finish.countDown();
		assertThat(load.get()).isEqualTo("old");
	}

	private <T> List<T> atOnce(int threads, IndexedCall<T> call) throws Exception {
		CyclicBarrier start = new CyclicBarrier(threads);
		List<Future<T>> futures = IntStream.range(0, threads).mapToObj((i) -> this.executor.submit(() -> {
			start.await();
			return call.call(i);
		})).toList();
		List<T> results = new ArrayList<>();
		for (Future<T> future : futures) {
			results.add(future.get(30, TimeUnit.SECONDS));
		}
		return results;
	}

	Object valueOf(Object key) {
		ValueWrapper wrapper = cache().get(key);
		assertThat(wrapper).as("entry of " + key).isNotNull();
		return wrapper.get();
	}

	ValueWrapper retrieved(Object key) {
		CompletableFuture<?> future = cache().retrieve(key);
		assertThat(future).isNotNull();
		return (ValueWrapper) future.join();
	}

	static <T> Callable<T> failing() {
		return () -> {
			throw new IOException("must not be loaded");
		};
	}

	/**
	 * One of several calls made at once.
	 *
	 * @param <T> the type of its result
	 */
	@FunctionalInterface
	interface IndexedCall<T> {

		T call(int index) throws Exception;

	}

	private record Wrapper(Object key) {

	}

	private record CaselessName(String name) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof CaselessName that && this.name.equalsIgnoreCase(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.toLowerCase(Locale.ROOT).hashCode();
		}

	}

	private record OneOfAKind(String name) {

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	private static final class Sku implements CacheKey {

		private final String code;

		private Sku(String code) {
			this.code = code;
		}

		@Override
		public String toCacheKey() {
			return this.code;
		}

	}

	private static final class HostileKey {

		@Override
		public boolean equals(@Nullable Object other) {
			throw new UnsupportedOperationException("equals");
		}

		@Override
		public int hashCode() {
			throw new UnsupportedOperationException("hashCode");
		}

		@Override
		public String toString() {
			throw new UnsupportedOperationException("toString");
		}

	}

}
