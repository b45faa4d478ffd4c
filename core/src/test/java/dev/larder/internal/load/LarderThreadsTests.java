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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LarderThreads}.
 */
@Timeout(60)
class LarderThreadsTests {

	private final List<Thread> started = new CopyOnWriteArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final LarderThreads threads = new LarderThreads(factory(), null);

	@AfterEach
	void close() {
		this.threads.close();
	}

	@Test
	void tasksThatWaitForEachOtherAllRun() throws Exception {
		assertAllRunTogether(this.threads, 200);
	}

	@Test
	void tasksOfTasksThatWaitForThemAllRun() {
		assertThat(nested(50).join()).isEqualTo(50);
	}

	private CompletableFuture<Integer> nested(int depth) {
		return (depth == 0) ? CompletableFuture.completedFuture(0)
				: CompletableFuture.supplyAsync(() -> nested(depth - 1).join() + 1, this.threads::execute);
	}

	@Test
	void threadThatHasNothingToDoIsUsedAgain() {
		for (int i = 0; i < 100; i++) {
			CompletableFuture.runAsync(() -> {
			}, this.threads::execute).join();
		}
		assertThat(this.started).hasSizeLessThan(100);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7 })
	void taskRunsThoughThreadsCouldNotBeStartedForAWhile(int failures) throws Exception {
		this.failures.set(failures);
		assertAllRunTogether(this.threads, 3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7 })
	void tasksThatWaitForEachOtherRunThoughAFurtherThreadCouldNotBeStarted(int failures) throws Exception {
		CompletableFuture<String> second = new CompletableFuture<>();
		CountDownLatch running = new CountDownLatch(1);
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
			running.countDown();
			return second.join();
		}, this.threads::execute);
		running.await();
		this.failures.set(failures);
		this.threads.execute(() -> second.complete("done"));
		assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("done");
	}

	@Test
	void taskThatFailsEndsNoThread() {
		this.threads.execute(() -> {
			throw new AssertionError("broken");
		});
		assertThat(CompletableFuture.supplyAsync(() -> "next", this.threads::execute).join()).isEqualTo("next");
	}

	@Test
	void whatInterruptedATaskIsNotMeantForTheNext() {
		this.threads.execute(() -> Thread.currentThread().interrupt());
		assertThat(CompletableFuture.supplyAsync(() -> Thread.currentThread().isInterrupted(), this.threads::execute)
			.join()).isFalse();
	}

	@Test
	void threadsEndWhenTheyAreClosed() {
		CompletableFuture.runAsync(() -> {
		}, this.threads::execute).join();
		this.threads.close();
		Awaitility.await().until(() -> this.started.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void taskThatComesAfterTheEndRuns() {
		this.threads.close();
		assertThat(CompletableFuture.supplyAsync(() -> "late", this.threads::execute).join()).isEqualTo("late");
		Awaitility.await().until(() -> this.started.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void timeoutAfterTheEndIsOneToo() {
		this.threads.close();
		assertThat(limited().join()).startsWith("larder-");
	}

	@Test
	void timeoutIsHandledOnOneOfTheThreads() {
		assertThat(limited().join()).startsWith("larder-").isNotEqualTo("larder-timer");
	}

	@Test
	void whatFollowsATimeoutRunsOnOneOfTheThreads() {
		CompletableFuture<String> follows = limited().thenApply((value) -> Thread.currentThread().getName());
		assertThat(follows.join()).startsWith("larder-").isNotEqualTo("larder-timer");
	}

	private CompletableFuture<String> limited() {
		return this.threads.limit(new CompletableFuture<>(), Duration.ofMillis(20),
				() -> CompletableFuture.completedFuture(Thread.currentThread().getName()));
	}

	@Test
	void futureThatIsInTimeIsNotLimited() {
		CompletableFuture<String> future = new CompletableFuture<>();
		CompletableFuture<String> limited = this.threads.limit(future, Duration.ofMinutes(10),
				() -> CompletableFuture.failedFuture(new IllegalStateException("too late")));
		future.complete("in time");
		assertThat(limited).isCompletedWithValue("in time");
	}

	@Test
	void failureOfWhatIsDoneOtherwiseIsTheOutcome() {
		CompletableFuture<String> limited = this.threads.limit(new CompletableFuture<>(), Duration.ofMillis(1), () -> {
			throw new IllegalStateException("broken");
		});
		assertThat(limited).failsWithin(Duration.ofSeconds(30)).withThrowableThat().withMessageContaining("broken");
	}

	@Test
	void loadCarriesWhatTheDecoratorTakesAlong() throws Exception {
		ThreadLocal<String> user = new ThreadLocal<>();
		LarderThreads carrying = new LarderThreads(factory(), (task) -> {
			String taken = user.get();
			return () -> {
				user.set(taken);
				task.run();
			};
		});
		user.set("alice");
		Callable<String> load = carrying.carrying(user::get);
		CompletableFuture<String> loaded = new CompletableFuture<>();
		carrying.execute(() -> {
			try {
				loaded.complete(load.call());
			}
			catch (Exception ex) {
				loaded.completeExceptionally(ex);
			}
		});
		assertThat(loaded.get(30, TimeUnit.SECONDS)).isEqualTo("alice");
	}

	@Test
	void loadRunsOnceWhateverItsDecoratorDoes() throws Exception {
		List<TaskDecorator> decorators = List.of((task) -> () -> {
		}, (task) -> () -> {
			task.run();
			task.run();
		}, (task) -> {
			throw new IllegalStateException("no request");
		}, (task) -> () -> {
			task.run();
			throw new IllegalStateException("cannot clean up");
		});
		for (TaskDecorator decorator : decorators) {
			AtomicInteger calls = new AtomicInteger();
			assertThat(new LarderThreads(factory(), decorator).carrying(calls::incrementAndGet).call()).isEqualTo(1);
			assertThat(calls).hasValue(1);
		}
	}

	@Test
	void failureOfADecoratedLoadIsItsOwn() {
		Callable<String> load = new LarderThreads(factory(), (task) -> task).carrying(() -> {
			throw new IllegalStateException("broken");
		});
		assertThatIllegalStateException().isThrownBy(load::call).withMessage("broken");
	}

	@Test
	void threadsDoNotInheritFromThoseThatStartThem() {
		InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
		user.set("alice");
		LarderThreads own = new LarderThreads(false, null);
		assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(user.get()), own::execute).join())
			.isEqualTo("null");
		own.close();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAreUsedWhenAsked() throws Exception {
		InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
		user.set("alice");
		LarderThreads virtual = new LarderThreads(true, null);
		assertAllRunTogether(virtual, 200);
		String thread = CompletableFuture
			.supplyAsync(() -> Thread.currentThread() + " of " + user.get(), virtual::execute)
			.join();
		assertThat(thread).startsWith("VirtualThread").contains("larder-").endsWith(" of null");
		virtual.close();
	}

	private static void assertAllRunTogether(LarderThreads threads, int tasks) throws InterruptedException {
		CountDownLatch running = new CountDownLatch(tasks);
		CountDownLatch done = new CountDownLatch(tasks);
		for (int i = 0; i < tasks; i++) {
			threads.execute(() -> {
				running.countDown();
				try {
					running.await();
					done.countDown();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private ThreadFactory factory() {
		return (task) -> {
			Thread thread = new Thread(task, "larder-" + this.started.size()) {

				@Override
				public synchronized void start() {
					if (LarderThreadsTests.this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
						throw new OutOfMemoryError("unable to create native thread");
					}
					LarderThreadsTests.this.started.add(this);
					super.start();
				}

			};
			thread.setDaemon(true);
			return thread;
		};
	}

}
