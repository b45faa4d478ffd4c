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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SingleFlight}.
 */
@Timeout(30)
class SingleFlightTests {

	private final SingleFlight<String> flights = new SingleFlight<>(new LarderThreads(false, null), Duration.ZERO,
			false);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch loading = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void everyRunLoadsAgain() throws Exception {
		assertThat(this.flights.run("key", true, (flight) -> "first")).isEqualTo("first");
		assertThat(this.flights.run("key", true, (flight) -> "second")).isEqualTo("second");
	}

	@Test
	void failureReachesThoseWhoWait() throws Exception {
		IllegalStateException failure = new IllegalStateException("broken");
		Future<String> leader = this.executor.submit(() -> this.flights.run("key", true, (flight) -> {
			this.loading.countDown();
			this.finish.await();
			throw failure;
		}));
		this.loading.await();
		Future<String> follower = follow();
		this.finish.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(leader::get)
			.havingCause()
			.isInstanceOf(ExecutionException.class)
			.withCause(failure);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(follower::get)
			.havingCause()
			.isInstanceOf(ExecutionException.class)
			.withCause(failure);
	}

	@Test
	void whoWaitsCanBeInterruptedWithoutHarmToTheLoad() throws Exception {
		Future<String> leader = lead();
		AtomicReference<Thread> waiting = new AtomicReference<>();
		Future<String> follower = this.executor.submit(() -> {
			waiting.set(Thread.currentThread());
			return this.flights.run("key", true, (flight) -> "unexpected");
		});
		Awaitility.await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
		waiting.get().interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(follower::get)
			.withCauseInstanceOf(InterruptedException.class);
		this.finish.countDown();
		assertThat(leader.get()).isEqualTo("loaded");
	}

	@Test
	void invalidatedFlightIsToldAndNotJoined() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		Future<String> leader = this.executor.submit(() -> this.flights.run("key", true, (flight) -> {
			inFlight.set(flight);
			this.loading.countDown();
			this.finish.await();
			return "old";
		}));
		this.loading.await();
		assertThat(inFlight.get().isValid()).isTrue();
		this.flights.invalidate("key");
		assertThat(inFlight.get().isValid()).isFalse();
		assertThat(this.flights.run("key", true, (flight) -> "new")).isEqualTo("new");
		this.finish.countDown();
		assertThat(leader.get()).isEqualTo("old");
	}

	@Test
	void endOfAnInvalidatedFlightDoesNotEndItsSuccessor() throws Exception {
		Future<String> old = lead();
		this.flights.invalidate("key");
		CompletableFuture<String> load = new CompletableFuture<>();
		CompletableFuture<String> successor = this.flights.runAsync("key", true, (flight) -> load);
		this.finish.countDown();
		old.get();
		CompletableFuture<String> joined = this.flights.runAsync("key", true,
				(flight) -> CompletableFuture.completedFuture("unexpected"));
		load.complete("new");
		assertThat(successor.join()).isEqualTo("new");
		assertThat(joined.join()).isEqualTo("new");
	}

	@Test
	void invalidateAllReachesEveryFlight() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		CompletableFuture<String> result = this.flights.runAsync("key", true, (flight) -> {
			inFlight.set(flight);
			return new CompletableFuture<>();
		});
		this.flights.invalidateAll();
		assertThat(inFlight.get().isValid()).isFalse();
		assertThat(result).isNotDone();
		assertThat(this.flights.run("key", true, (flight) -> "new")).isEqualTo("new");
	}

	@Test
	void whoWaitsForALoadThatIsInterruptedLoads() throws Exception {
		AtomicReference<Thread> leading = new AtomicReference<>();
		Future<String> leader = this.executor.submit(() -> this.flights.run("key", true, (flight) -> {
			leading.set(Thread.currentThread());
			this.loading.countDown();
			this.finish.await();
			return "unexpected";
		}));
		this.loading.await();
		Future<String> follower = follow();
		leading.get().interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(leader::get);
		assertThat(follower.get()).isEqualTo("of the follower");
	}

	@Test
	void whoWaitsForALoadThatLapsesLoads() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		Future<String> leader = lead(inFlight);
		Future<String> follower = follow();
		inFlight.get().lapse();
		this.finish.countDown();
		assertThat(leader.get()).isEqualTo("loaded");
		assertThat(follower.get()).isEqualTo("of the follower");
	}

	@Test
	void whoWaitsAsynchronouslyForALoadThatLapsesLoads() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		var unused = lead(inFlight);
		CompletableFuture<String> joined = this.flights.runAsync("key", true,
				(flight) -> CompletableFuture.completedFuture("own"));
		inFlight.get().lapse();
		this.finish.countDown();
		assertThat(joined.get()).isEqualTo("own");
	}

	@Test
	void whoJoinedBeforeTheResultWasKnownToBeCurrentIsGivenIt() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		var unused = lead(inFlight);
		Future<String> follower = follow();
		inFlight.get().currentAt(System.nanoTime());
		this.finish.countDown();
		assertThat(follower.get()).isEqualTo("loaded");
	}

	@Test
	void whoJoinedAfterTheResultWasKnownToBeCurrentLoads() throws Exception {
		AtomicReference<Flight<String>> inFlight = new AtomicReference<>();
		var unused = lead(inFlight);
		inFlight.get().currentAt(System.nanoTime() - 1);
		Future<String> follower = follow();
		this.finish.countDown();
		assertThat(follower.get()).isEqualTo("of the follower");
	}

	@Test
	void loadThatGoesOnIsJoinedUntilItEnds() throws Exception {
		CompletableFuture<String> end = new CompletableFuture<>();
		assertThat(this.flights.run("key", true, (flight) -> {
			flight.continueUntil(end);
			return "meanwhile";
		})).isEqualTo("meanwhile");
		assertThat(this.flights.run("key", true, (flight) -> "unexpected")).isEqualTo("meanwhile");
		end.complete("over");
		assertThat(this.flights.run("key", true, (flight) -> "new")).isEqualTo("new");
	}

	@Test
	void whoWaitedTwiceInVainLoadsAloneAndKeepsNothing() throws Exception {
		AtomicReference<Flight<String>> alone = new AtomicReference<>();
		AtomicReference<Flight<String>> first = new AtomicReference<>();
		CompletableFuture<String> firstLoad = new CompletableFuture<>();
		var unused = this.flights.runAsync("key", true, (flight) -> {
			first.set(flight);
			return firstLoad;
		});
		CompletableFuture<String> joined = this.flights.runAsync("key", true, (flight) -> {
			alone.set(flight);
			return CompletableFuture.completedFuture("alone");
		});
		// Of those who are told that it was in vain, another is the next to load
		AtomicReference<Flight<String>> second = new AtomicReference<>();
		CompletableFuture<String> secondLoad = new CompletableFuture<>();
		first.get().lapse();
		this.flights.invalidate("key");
		unused = this.flights.runAsync("key", true, (flight) -> {
			second.set(flight);
			return secondLoad;
		});
		firstLoad.complete("of the first");
		Awaitility.await().until(() -> second.get().isJoined());
		second.get().lapse();
		secondLoad.complete("of the second");
		assertThat(joined.get()).isEqualTo("alone");
		assertThat(alone.get().isValid()).isFalse();
	}

	@Test
	void resultOfABatchIsHandedOverAsItIs() {
		CompletableFuture<String> load = new CompletableFuture<>();
		var unused = this.flights.runAsync("key", true, (flight) -> {
			flight.lapse();
			return load;
		});
		CompletableFuture<String> joined = this.flights.runInBatch("key", false,
				(flight) -> CompletableFuture.completedFuture("unexpected"));
		load.complete("loaded");
		assertThat(joined).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("loaded");
	}

	@Test
	void loadIsStartedUnlessOneIsInProgress() throws Exception {
		CompletableFuture<String> load = new CompletableFuture<>();
		var first = this.flights.startIfAbsent("key", (flight) -> load);
		var second = this.flights.startIfAbsent("key", (flight) -> CompletableFuture.completedFuture("unexpected"));
		assertThat(first).isNotNull();
		assertThat(second).isNull();
		CompletableFuture<String> joined = this.flights.runAsync("key", true,
				(flight) -> CompletableFuture.completedFuture("unexpected"));
		load.complete("loaded");
		assertThat(joined.get()).isEqualTo("loaded");
	}

	@Test
	void blockingAndAsynchronousCallersShareALoad() throws Exception {
		Future<String> leader = lead();
		CompletableFuture<String> joined = this.flights.runAsync("key", true,
				(flight) -> CompletableFuture.completedFuture("unexpected"));
		this.finish.countDown();
		assertThat(leader.get()).isEqualTo("loaded");
		assertThat(joined.get()).isEqualTo("loaded");
	}

	private Future<String> lead() throws InterruptedException {
		return lead(new AtomicReference<>());
	}

	private Future<String> lead(AtomicReference<Flight<String>> inFlight) throws InterruptedException {
		Future<String> leader = this.executor.submit(() -> this.flights.run("key", true, (flight) -> {
			inFlight.set(flight);
			this.loading.countDown();
			this.finish.await();
			return "loaded";
		}));
		this.loading.await();
		return leader;
	}

	private Future<String> follow() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		Future<String> follower = this.executor.submit(() -> {
			thread.set(Thread.currentThread());
			return this.flights.run("key", true, (flight) -> "of the follower");
		});
		Awaitility.await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.WAITING);
		return follower;
	}

}
