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

import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.cache.Cache.ValueWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Reading several keys at once, whatever their entries live in.
 */
@Timeout(60)
abstract class AbstractLarderCacheBatchTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Set<String>> loads = new ArrayList<>();

	abstract LarderCache cache();

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void onlyWhatIsThereIsFound() {
		cache().put("a", "A");
		cache().put("null", null);
		Map<String, ValueWrapper> found = cache().getAll(List.of("a", "null", "absent"));
		assertThat(found).containsOnlyKeys("a", "null");
		assertThat(found.get("a").get()).isEqualTo("A");
		assertThat(found.get("null").get()).isNull();
	}

	@Test
	void loaderWithoutAMapFailsAndLeavesNothingBehind() {
		LarderCache cache = cache();
		assertThatIllegalStateException().isThrownBy(() -> cache.getAll(List.of("a"), (keys) -> null));
		assertThat(cache.get("a", () -> "A")).isEqualTo("A");
	}

	@Test
	void asynchronousLoaderWithoutAMapFailsAndLeavesNothingBehind() {
		LarderCache cache = cache();
		assertThat(cache.retrieveAll(List.of("a"), (keys) -> CompletableFuture.completedFuture(null)))
			.failsWithin(Duration.ofSeconds(30));
		assertThat(cache.retrieveAll(List.of("a"), (keys) -> null)).failsWithin(Duration.ofSeconds(30));
		assertThat(cache.get("a", () -> "A")).isEqualTo("A");
	}

	@Test
	void mapThatCannotBeAskedFailsTheCallAndLeavesNothingBehind() {
		LarderCache cache = cache();
		for (Throwable failure : List.of(new UnsupportedOperationException("broken"), new AssertionError("broken"))) {
			assertThatThrownBy(() -> cache.getAll(List.of("a"), (keys) -> new BrokenMap(failure))).isSameAs(failure);
			assertThat(cache.retrieveAll(List.of("a"),
					(keys) -> CompletableFuture.completedFuture(new BrokenMap(failure))))
				.failsWithin(Duration.ofSeconds(30));
		}
		assertThat(cache.get("a", () -> "A")).isEqualTo("A");
	}

	@Test
	void errorOfALoaderIsThrownAndLeavesNothingBehind() {
		LarderCache cache = cache();
		assertThatThrownBy(() -> cache.getAll(List.of("a"), (keys) -> {
			throw new AssertionError("broken");
		})).isInstanceOf(AssertionError.class).hasMessage("broken");
		assertThat(cache.get("a", () -> "A")).isEqualTo("A");
	}

	@Test
	void noKeysFindNothing() {
		assertThat(cache().getAll(List.of())).isEmpty();
	}

	@Test
	void onlyWhatIsMissingIsLoaded() {
		cache().put("a", "A");
		assertThat(cache().getAll(List.of("a", "b", "c"), this::load))
			.isEqualTo(Map.of("a", "A", "b", "loaded b", "c", "loaded c"));
		assertThat(this.loads).containsExactly(Set.of("b", "c"));
		assertThat(cache().get("b", String.class)).isEqualTo("loaded b");
	}

	@Test
	void nothingIsLoadedWhenEverythingIsThere() {
		cache().put("a", "A");
		assertThat(cache().getAll(List.of("a", "a"), this::load)).isEqualTo(Map.of("a", "A"));
		assertThat(this.loads).isEmpty();
	}

	@Test
	void keyTheLoaderLeavesOutIsNotCached() {
		assertThat(cache().getAll(List.of("a", "unknown"), (missing) -> Map.of("a", "A"))).isEqualTo(Map.of("a", "A"));
		assertThat(cache().get("unknown")).isNull();
		assertThat(cache().get("a")).isNotNull();
	}

	@Test
	void loadedNullIsCached() {
		Map<String, String> loaded = new HashMap<>();
		loaded.put("a", null);
		assertThat(cache().getAll(List.of("a"), (missing) -> loaded)).isEqualTo(loaded);
		assertThat(cache().get("a")).isNotNull();
	}

	@Test
	void failureOfTheLoaderIsThrownAsItIsAndStoresNothing() {
		IllegalStateException failure = new IllegalStateException("no database");
		assertThatIllegalStateException().isThrownBy(() -> cache().getAll(List.of("a"), (missing) -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(cache().get("a")).isNull();
		assertThat(cache().getAll(List.of("a"), this::load)).isEqualTo(Map.of("a", "loaded a"));
	}

	@Test
	void keyThatIsBeingLoadedIsWaitedFor() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> single = this.executor.submit(() -> cache().get("a", () -> {
			loading.countDown();
			finish.await();
			return "A";
		}));
		loading.await();
		CompletableFuture<Map<String, String>> batch = cache().retrieveAll(List.of("a", "b"),
				(missing) -> CompletableFuture.completedFuture(load(missing)));
		assertThat(batch).isNotDone();
		finish.countDown();
		assertThat(batch.get(20, TimeUnit.SECONDS)).isEqualTo(Map.of("a", "A", "b", "loaded b"));
		assertThat(single.get()).isEqualTo("A");
		assertThat(this.loads).containsExactly(Set.of("b"));
	}

	@Test
	void evictionDuringALoadKeepsThatKeyOut() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<Map<String, String>> batch = this.executor.submit(() -> cache().getAll(List.of("a", "b"), (missing) -> {
			loading.countDown();
			await(finish);
			return load(missing);
		}));
		loading.await();
		cache().evict("a");
		finish.countDown();
		assertThat(batch.get()).containsOnlyKeys("a", "b");
		assertThat(cache().get("a")).isNull();
		assertThat(cache().get("b")).isNotNull();
	}

	@Test
	void asynchronousReadFindsWhatIsThere() {
		cache().put("a", "A");
		assertThat(cache().retrieveAll(List.of("a", "b")).join()).containsOnlyKeys("a");
	}

	@Test
	void asynchronousLoadDoesNotBlockTheCaller() {
		CompletableFuture<Map<String, String>> load = new CompletableFuture<>();
		CompletableFuture<Map<String, String>> batch = cache().retrieveAll(List.of("a"), (missing) -> load);
		assertThat(batch).isNotDone();
		load.complete(Map.of("a", "A"));
		assertThat(batch.join()).isEqualTo(Map.of("a", "A"));
		assertThat(cache().get("a", String.class)).isEqualTo("A");
	}

	@Test
	void failureOfAnAsynchronousLoadFailsTheRead() {
		IllegalStateException failure = new IllegalStateException("no database");
		assertThat(cache().retrieveAll(List.of("a"), (missing) -> CompletableFuture.failedFuture(failure)))
			.failsWithin(20, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCause(failure);
		assertThat(cache().get("a")).isNull();
	}

	@Test
	void asynchronousLoadFailsAsTheLoaderDoes() {
		IllegalStateException failure = new IllegalStateException("no database");
		CompletableFuture<Map<String, String>> load = new CompletableFuture<>();
		CompletableFuture<Throwable> seen = new CompletableFuture<>();
		var unused = cache().retrieveAll(List.of("a"), (missing) -> load)
			.whenComplete((values, cause) -> seen.complete(cause));
		load.completeExceptionally(failure);
		assertThat(seen).succeedsWithin(20, TimeUnit.SECONDS).isSameAs(failure);
	}

	@Test
	void keysThatAreEqualButDifferInTheirTextHaveValuesOfTheirOwn() {
		Code lower = new Code("a");
		Code upper = new Code("A");
		List<Set<Code>> asked = new ArrayList<>();
		Map<Code, String> loaded = cache().getAll(List.of(lower, upper, new Code("b")), (missing) -> {
			asked.add(missing);
			return texts(missing);
		});
		assertThat(asked).extracting(Set::size).containsExactly(2, 1);
		assertThat(loaded.get(new Code("a"))).isEqualTo("text a");
		assertThat(loaded.get(new Code("A"))).isEqualTo("text A");
		assertThat(loaded.values()).containsExactlyInAnyOrder("text a", "text A", "text b");
		assertThat(cache().get(lower, String.class)).isEqualTo("text a");
		assertThat(cache().get(upper, String.class)).isEqualTo("text A");
		Map<Code, ValueWrapper> found = cache().getAll(List.of(lower, upper));
		assertThat(found.get(lower).get()).isEqualTo("text a");
		assertThat(found.get(upper).get()).isEqualTo("text A");
		assertThat(found.containsKey(new Code("c"))).isFalse();
	}

	@Test
	void keysThatAreEqualButDifferInTheirTextAreLoadedWithoutBlocking() {
		Map<Code, String> loaded = cache()
			.retrieveAll(List.of(new Code("a"), new Code("A")),
					(missing) -> CompletableFuture.completedFuture(texts(missing)))
			.join();
		assertThat(loaded).hasSize(2);
		assertThat(loaded.get(new Code("a"))).isEqualTo("text a");
		assertThat(loaded.get(new Code("A"))).isEqualTo("text A");
		assertThat(cache().retrieveAll(List.of(new Code("A"), new Code("a"))).join()).hasSize(2);
	}

	private static Map<Code, String> texts(Set<Code> codes) {
		Map<Code, String> texts = new HashMap<>();
		codes.forEach((code) -> texts.put(code, "text " + code.text()));
		return texts;
	}

	@Test
	void loaderMayReadItsOwnKeys() {
		Map<String, String> values = cache().getAll(List.of("a"),
				(missing) -> Map.of("a", cache().getAll(missing, this::load).get("a") + " twice"));
		assertThat(values).isEqualTo(Map.of("a", "loaded a twice"));
	}

	private Map<String, String> load(Set<String> missing) {
		this.loads.add(Set.copyOf(missing));
		Map<String, String> values = new HashMap<>();
		missing.forEach((key) -> values.put(key, "loaded " + key));
		return values;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A key that takes upper and lower case for the same, though its text does not.
	 */
	private record Code(String text) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Code code && this.text.equalsIgnoreCase(code.text);
		}

		@Override
		public int hashCode() {
			return this.text.toLowerCase(Locale.ROOT).hashCode();
		}

	}

	private static final class BrokenMap extends AbstractMap<String, String> {

		private final transient Throwable failure;

		private BrokenMap(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public boolean containsKey(Object key) {
			BrokenMap.<RuntimeException>fail(this.failure);
			return true;
		}

		@Override
		public Set<Entry<String, String>> entrySet() {
			return Set.of();
		}

		@SuppressWarnings("unchecked")
		private static <E extends Throwable> void fail(Throwable failure) throws E {
			throw (E) failure;
		}

	}

}
