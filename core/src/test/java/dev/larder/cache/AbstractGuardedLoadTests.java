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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.larder.load.LoadSettings;
import dev.larder.load.LoadTimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.cache.Cache.ValueRetrievalException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What must hold in every mode for loads that fail, are slow, or come early.
 */
@Timeout(60)
abstract class AbstractGuardedLoadTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch loading = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	private final AtomicInteger loads = new AtomicInteger();

	/**
	 * Returns a new cache with the given settings in place of the default ones.
	 */
	abstract LarderCache cache(UnaryOperator<CacheSettings> settings);

	@AfterEach
	void stopThreads() {
		this.finish.countDown();
		this.executor.shutdownNow();
	}

	@Test
	void outdatedEntryIsServedWhenTheLoadFails() {
		LarderCache cache = outdated(LONG);
		assertThat(cache.get("key", this::fail)).isEqualTo("old");
	}

	@Test
	void outdatedEntryIsServedWhenAnAsynchronousLoadFails() {
		LarderCache cache = outdated(LONG);
		assertThat(
				cache.retrieve("key", () -> CompletableFuture.failedFuture(new IllegalStateException("broken"))).join())
			.isEqualTo("old");
	}

	@Test
	void outdatedEntryIsServedWhenABatchFails() {
		LarderCache cache = outdated(LONG);
		assertThat(cache.getAll(List.of("key"), (keys) -> {
			throw new IllegalStateException("broken");
		})).containsEntry("key", "old");
	}

	@Test
	void outdatedEntryThatIsServedIsCounted() {
		LarderCache cache = outdated(LONG);
		cache.get("key", this::fail);
		assertThat(cache.getStatistics().staleServed()).isEqualTo(1);
	}

	@Test
	void failedLoadIsNotRepeatedAtOnceWhileThereIsAnOutdatedEntry() {
		LarderCache cache = outdated(LONG);
		cache.get("key", this::fail);
		cache.get("key", this::fail);
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void failedLoadIsRepeatedAfterAWhile() {
		LarderCache cache = outdated(LONG);
		cache.get("key", this::fail);
		Awaitility.await().until(() -> "new".equals(cache.get("key", () -> "new")));
	}

	@Test
	void readWithoutALoaderFindsNoOutdatedEntry() {
		assertThat(outdated(LONG).get("key")).isNull();
	}

	@Test
	void outdatedEntryIsReplacedByALoadThatSucceeds() {
		LarderCache cache = outdated(LONG);
		assertThat(cache.get("key", () -> "new")).isEqualTo("new");
	}

	@Test
	void putIfAbsentReplacesAnOutdatedEntry() {
		LarderCache cache = outdated(LONG);
		assertThat(cache.putIfAbsent("key", "new")).isNull();
	}

	@Test
	void outdatedEntryThatWasEvictedIsNotServed() {
		LarderCache cache = outdated(LONG);
		cache.evict("key");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("key", this::fail));
	}

	@Test
	void outdatedEntryThatWasClearedIsNotServed() {
		LarderCache cache = outdated(LONG);
		cache.clear();
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("key", this::fail));
	}

	@Test
	void outdatedEntryIsServedForItsStaleTimeOnly() {
		LarderCache cache = outdated(Duration.ofMillis(100));
		Awaitility.await()
			.untilAsserted(() -> assertThatExceptionOfType(ValueRetrievalException.class)
				.isThrownBy(() -> cache.get("key", this::fail)));
	}

	@Test
	void errorIsNotHiddenByAnOutdatedEntry() {
		LarderCache cache = outdated(LONG);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> cache.get("key", () -> {
			throw new AssertionError("broken");
		}));
	}

	@Test
	void outdatedEntryIsServedWhenTheLoadIsSlow() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withSoftLoadTimeout(SHORT));
		assertThat(cache.get("key", this::slow)).isEqualTo("old");
	}

	@Test
	void outdatedEntryIsServedAtOnceWhileASlowLoadGoesOn() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withSoftLoadTimeout(SHORT));
		cache.get("key", this::slow);
		assertThat(cache.get("key", this::slow)).isEqualTo("old");
		assertThat(this.loads).hasValue(1);
	}

	@Test
	void slowLoadIsStoredWhenItEnds() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withSoftLoadTimeout(SHORT));
		cache.get("key", this::slow);
		this.finish.countDown();
		Awaitility.await().until(() -> "new".equals(value(cache)));
	}

	@Test
	void slowLoadIsNotStoredWhenTheKeyWasEvictedMeanwhile() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withSoftLoadTimeout(SHORT));
		cache.get("key", this::slow);
		cache.evict("key");
		this.finish.countDown();
		Awaitility.await().until(() -> cache.getStatistics().loads() == 1);
		assertThat(cache.get("key", () -> "newest")).isEqualTo("newest");
	}

	@Test
	void outdatedEntryIsServedWhenAnAsynchronousLoadIsSlow() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withSoftLoadTimeout(SHORT));
		CompletableFuture<String> load = new CompletableFuture<>();
		assertThat(cache.retrieve("key", () -> load).join()).isEqualTo("old");
		load.complete("new");
		Awaitility.await().until(() -> "new".equals(value(cache)));
	}

	@Test
	void softTimeoutWithoutAnOutdatedEntryWaits() {
		LarderCache cache = cache(
				(settings) -> settings.withLoading(LoadSettings.defaults().withSoftLoadTimeout(Duration.ofMillis(1))));
		this.finish.countDown();
		assertThat(cache.get("key", this::slow)).isEqualTo("new");
	}

	@Test
	void loadThatTakesTooLongIsGivenUp() {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(SHORT)));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("key", this::slow))
			.withCauseInstanceOf(LoadTimeoutException.class);
	}

	@Test
	void loadThatTakesTooLongIsInterrupted() {
		AtomicReference<Exception> failure = new AtomicReference<>();
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(SHORT)));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("key", () -> {
			try {
				return slow();
			}
			catch (InterruptedException ex) {
				failure.set(ex);
				throw ex;
			}
		}));
		Awaitility.await().until(() -> failure.get() instanceof InterruptedException);
	}

	@Test
	void asynchronousLoadThatTakesTooLongIsGivenUpAndCancelled() {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(SHORT)));
		CompletableFuture<String> load = new CompletableFuture<>();
		assertThat(cache.retrieve("key", () -> load)).failsWithin(Duration.ofSeconds(30))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(LoadTimeoutException.class);
		Awaitility.await().until(load::isCancelled);
	}

	@Test
	void outdatedEntryIsServedWhenALoadIsGivenUp() {
		LarderCache cache = outdated(LONG, (loading) -> loading.withLoadTimeout(SHORT));
		assertThat(cache.get("key", this::slow)).isEqualTo("old");
	}

	@Test
	void loadOfLimitedTimeMayReadItsOwnKey() {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(LONG)));
		assertThat(cache.get("key", () -> cache.get("key", () -> "inner") + " in outer")).isEqualTo("inner in outer");
	}

	@Test
	void failureOfALoadOfLimitedTimeIsThatOfTheLoader() {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(LONG)));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache.get("key", this::fail))
			.havingCause()
			.isExactlyInstanceOf(IllegalStateException.class)
			.withMessage("broken");
	}

	@Test
	void interruptedCallerEndsALoadOfLimitedTime() throws Exception {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(LONG)));
		AtomicReference<Thread> caller = new AtomicReference<>();
		Future<String> result = this.executor.submit(() -> {
			caller.set(Thread.currentThread());
			return cache.get("key", this::slow);
		});
		this.loading.await();
		caller.get().interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get)
			.havingCause()
			.isInstanceOf(ValueRetrievalException.class)
			.withCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void whoIsInterruptedWhileItWaitsForALoadLoadsForItself() throws Exception {
		LarderCache cache = cache(UnaryOperator.identity());
		Future<String> first = this.executor.submit(() -> cache.get("key", this::slow));
		this.loading.await();
		AtomicReference<Thread> waiting = new AtomicReference<>();
		Future<String> second = this.executor.submit(() -> {
			waiting.set(Thread.currentThread());
			return cache.get("key", () -> "own value, interrupted: " + Thread.currentThread().isInterrupted());
		});
		Awaitility.await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.TIMED_WAITING);
		waiting.get().interrupt();
		assertThat(second.get()).isEqualTo("own value, interrupted: true");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("new");
	}

	@Test
	void entryIsLoadedAnewOnAnotherThreadBeforeItExpires() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofSeconds(1))
			.withTimeToLiveJitter(0)
			.withLoading(LoadSettings.defaults().withRefreshAhead(true)));
		List<Thread> threads = new ArrayList<>();
		Callable<String> loader = () -> {
			threads.add(Thread.currentThread());
			new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
			return "loaded " + threads.size();
		};
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> cache.get("key", loader).equals("loaded 2"));
		assertThat(threads.get(1)).isNotSameAs(threads.get(0));
	}

	@Test
	void entryThatLoadsInNoTimeIsNotLoadedBeforeItExpires() {
		LarderCache cache = cache((settings) -> settings.withLoading(LoadSettings.defaults().withRefreshAhead(true)));
		for (int i = 0; i < 1000; i++) {
			cache.get("key", () -> "loaded " + this.loads.incrementAndGet());
		}
		assertThat(this.loads).hasValue(1);
	}

	private LarderCache outdated(Duration staleTimeToLive) {
		return outdated(staleTimeToLive, UnaryOperator.identity());
	}

	private LarderCache outdated(Duration staleTimeToLive, UnaryOperator<LoadSettings> loading) {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(SHORT)
			.withTimeToLiveJitter(0)
			.withStaleTimeToLive(staleTimeToLive)
			.withLoading(loading.apply(LoadSettings.defaults())));
		cache.put("key", "old");
		Awaitility.await().until(() -> cache.get("key") == null);
		return cache;
	}

	private String fail() {
		this.loads.incrementAndGet();
		throw new IllegalStateException("broken");
	}

	private String slow() throws InterruptedException {
		this.loads.incrementAndGet();
		this.loading.countDown();
		this.finish.await();
		return "new";
	}

	private static Object value(LarderCache cache) {
		// The time to live of what is loaded is as short as that of what it replaces
		return cache.get("key", () -> {
			throw new IllegalStateException("not stored");
		});
	}

}
