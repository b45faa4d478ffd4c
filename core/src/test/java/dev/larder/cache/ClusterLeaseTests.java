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
import java.util.Arrays;
import java.util.Map;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.larder.internal.load.Flight;
import dev.larder.load.LoadSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for loads of the same key by two instances.
 */
@Timeout(60)
@ServerTest
class ClusterLeaseTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch loading = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	private final AtomicReference<Thread> reading = new AtomicReference<>();

	private TestInstance one;

	private TestInstance other;

	@AfterEach
	void stop() {
		this.finish.countDown();
		this.executor.shutdownNow();
		this.one.close();
		this.other.close();
	}

	@Test
	void loadOfAnotherInstanceIsWaitedFor() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("loaded");
		List<Long> waits = new CopyOnWriteArrayList<>();
		this.other.cache("products").addLoadListener(new LoadListener() {

			@Override
			public void loaded(long nanos, boolean failed) {
				throw new AssertionError("It was loaded elsewhere");
			}

			@Override
			public void awaited(long nanos) {
				waits.add(nanos);
			}

		});
		Future<String> second = loadOnOther("unexpected");
		assertWaits(second);
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(second.get()).isEqualTo("loaded");
		assertThat(waits).singleElement(InstanceOfAssertFactories.LONG).isPositive();
	}

	@Test
	void asynchronousLoadOfAnotherInstanceIsWaitedFor() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("loaded");
		CompletableFuture<String> second = this.other.cache("products")
			.retrieve("key", () -> CompletableFuture.completedFuture("unexpected"));
		assertWaits(second);
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(second.get()).isEqualTo("loaded");
	}

	@Test
	void loadIsWaitedForBeyondTheLeaseTimeWhileItsInstanceLives() throws Exception {
		start((loading) -> loading.withLeaseTime(Duration.ofMillis(300)));
		Future<String> first = loadOnOne("loaded");
		Future<String> second = loadOnOther("unexpected");
		long sets = memcached.server().stat("cas_hits");
		// Renewed several times over
		Awaitility.await().until(() -> memcached.server().stat("cas_hits") > sets + 6);
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(second.get()).isEqualTo("loaded");
	}

	@Test
	void loadOfAnInstanceThatDisappearsIsTakenOver() throws Exception {
		start((loading) -> loading.withLeaseTime(Duration.ofMillis(300)));
		var unused = loadOnOne("never stored");
		Future<String> second = loadOnOther("taken over");
		assertWaits(second);
		this.one.close();
		assertThat(second.get()).isEqualTo("taken over");
		assertThat(this.other.cache("products").get("key").get()).isEqualTo("taken over");
	}

	@Test
	void failedLoadIsTakenOverAtOnce() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = this.executor.submit(() -> this.one.cache("products").get("key", () -> {
			this.loading.countDown();
			this.finish.await();
			throw new IllegalStateException("broken");
		}));
		this.loading.await();
		Future<String> second = loadOnOther("taken over");
		this.finish.countDown();
		assertThat(second.get()).isEqualTo("taken over");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get);
	}

	@Test
	void loadIsNotWaitedForAfterTheCacheWasCleared() throws Exception {
		start(UnaryOperator.identity());
		var unused = loadOnOne("old");
		this.other.cache("products").clear();
		assertThat(this.other.cache("products").get("key", () -> "new")).isEqualTo("new");
	}

	@Test
	void loadIsNotWaitedForAfterTheKeyWasEvicted() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("old");
		this.other.cache("products").evict("key");
		assertThat(this.other.cache("products").get("key", () -> "new")).isEqualTo("new");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(this.one.cache("products").get("key").get()).isEqualTo("new");
	}

	@Test
	void whoWaitsForALoadIsNotGivenWhatWasEvictedElsewhere() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("old");
		Future<String> joined = reading(() -> this.one.cache("products").get("key", () -> "new"));
		// In this process, as only the load itself is waited for there
		Awaitility.await().until(() -> isIn(Flight.class));
		this.other.cache("products").evict("key");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(joined.get()).isEqualTo("new");
	}

	@Test
	void outdatedEntryIsServedWhileAnotherInstanceLoads() throws Exception {
		startOutdated(UnaryOperator.identity());
		Future<String> first = loadOnOne("new");
		assertThat(this.other.cache("products").get("key", () -> "unexpected")).isEqualTo("old");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("new");
	}

	@Test
	void outdatedEntryIsServedElsewhereAfterAFailure() {
		startOutdated(UnaryOperator.identity());
		String served = this.one.cache("products").get("key", () -> {
			throw new IllegalStateException("broken");
		});
		assertThat(served).isEqualTo("old");
		assertThat(this.other.cache("products").get("key", () -> "unexpected")).isEqualTo("old");
	}

	@Test
	void everyInstanceLoadsWhereThatIsWanted() throws Exception {
		start((loading) -> loading.withClusterLease(false));
		Future<String> first = loadOnOne("first");
		assertThat(this.other.cache("products").get("key", () -> "second")).isEqualTo("second");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("first");
	}

	@Test
	void anotherInstanceIsWaitedForNoLongerThanALoadMayTake() throws Exception {
		this.one = TestInstance.of(memcached.servers());
		this.other = TestInstance.of(memcached.servers(),
				(settings) -> settings.withLoading(LoadSettings.defaults().withLoadTimeout(Duration.ofMillis(200))));
		var unused = loadOnOne("loaded");
		assertThat(this.other.cache("products").get("key", () -> "own value")).isEqualTo("own value");
	}

	@Test
	void whoIsInterruptedWhileItWaitsForAnotherInstanceLoadsForItself() throws Exception {
		start(UnaryOperator.identity());
		var unused = loadOnOne("loaded");
		Future<String> second = reading(() -> this.other.cache("products").get("key", () -> "own value"));
		assertWaits(second);
		this.reading.get().interrupt();
		assertThat(second.get()).isEqualTo("own value");
	}

	@Test
	void batchDoesNotWaitForAnotherInstance() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("first");
		assertThat(this.other.cache("products").getAll(List.of("key"), (keys) -> Map.of("key", "batch")))
			.containsEntry("key", "batch");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("first");
		assertThat(this.other.cache("products").get("key").get()).isEqualTo("first");
	}

	// The placeholder is put when the server goes on, long after it was given up
	@Test
	void leaseThatWasNotAnsweredDoesNotKeepOthersFromLoading() {
		start((loading) -> loading.withLeaseTime(Duration.ofMinutes(10)));
		this.one.cache("products").get("other", () -> "value");
		memcached.server().freeze();
		assertThat(this.one.cache("products").<String>get("key", () -> "not stored")).isEqualTo("not stored");
		memcached.server().resume();
		assertThat(this.other.cache("products").<String>get("key", () -> "loaded")).isEqualTo("loaded");
		// As soon as it uses the server again, to which it may be connecting anew
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.one.cache("products").get("key", String.class)).isEqualTo("loaded"));
	}

	@Test
	void loadGoesOnWhenMemcachedIsKilled() throws Exception {
		start(UnaryOperator.identity());
		Future<String> first = loadOnOne("first");
		Future<String> second = loadOnOther("second");
		assertWaits(second);
		memcached.server().kill();
		assertThat(second.get()).isEqualTo("second");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("first");
	}

	private void start(UnaryOperator<LoadSettings> loading) {
		startWith((settings) -> settings.withLoading(loading.apply(LoadSettings.defaults())));
	}

	private void startOutdated(UnaryOperator<LoadSettings> loading) {
		startWith((settings) -> settings.withTimeToLive(Duration.ofMillis(50))
			.withStaleTimeToLive(Duration.ofMinutes(10))
			.withLoading(loading.apply(LoadSettings.defaults())));
		this.one.cache("products").put("key", "old");
		Awaitility.await().until(() -> this.other.cache("products").get("key") == null);
	}

	private void startWith(UnaryOperator<CacheSettings> settings) {
		this.one = TestInstance.of(memcached.servers(), settings);
		this.other = TestInstance.of(memcached.servers(), settings);
	}

	private Future<String> loadOnOne(String value) throws InterruptedException {
		Future<String> load = this.executor.submit(() -> this.one.cache("products").get("key", () -> {
			this.loading.countDown();
			this.finish.await();
			return value;
		}));
		this.loading.await();
		return load;
	}

	private Future<String> loadOnOther(String value) {
		Callable<String> loader = () -> value;
		return this.executor.submit(() -> this.other.cache("products").get("key", loader));
	}

	private Future<String> reading(Callable<String> read) {
		return this.executor.submit(() -> {
			this.reading.set(Thread.currentThread());
			return read.call();
		});
	}

	private boolean isIn(Class<?> type) {
		Thread thread = this.reading.get();
		return thread != null && thread.getState() == Thread.State.TIMED_WAITING
				&& Arrays.stream(thread.getStackTrace())
					.anyMatch((frame) -> frame.getClassName().equals(type.getName()));
	}

	// It has asked for the lease several times in vain
	private void assertWaits(Future<?> load) {
		long sets = memcached.server().stat("cmd_set");
		Awaitility.await().until(() -> memcached.server().stat("cmd_set") > sets + 3);
		assertThat(load).isNotDone();
	}

}
