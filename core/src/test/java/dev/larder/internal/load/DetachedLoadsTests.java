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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import dev.larder.load.LoadTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DetachedLoads}.
 */
@Timeout(30)
class DetachedLoadsTests {

	private final LarderThreads threads = new LarderThreads(false, null);

	private final Flight<String> flight = new Flight<>(Thread.currentThread());

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	@AfterEach
	void stopThreads() {
		this.threads.close();
	}

	@Test
	void loadRunsOnAnotherThreadWhichLeadsIt() {
		AtomicReference<Boolean> leads = new AtomicReference<>();
		Object result = unlimited().start(this.flight, () -> {
			leads.set(this.flight.isLedByCurrentThread());
			return Thread.currentThread();
		}).join();
		assertThat(result).isNotSameAs(Thread.currentThread());
		assertThat(leads).hasValue(true);
	}

	@Test
	void failureIsThatOfTheLoader() {
		Exception failure = new Exception("broken");
		CompletableFuture<Object> result = unlimited().start(this.flight, () -> {
			throw failure;
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(result::join).withCause(failure);
	}

	@Test
	void loadThatTakesTooLongIsInterruptedAndFails() throws Exception {
		CompletableFuture<Object> result = limited().start(this.flight, this::hang);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(result::join)
			.withCauseInstanceOf(LoadTimeoutException.class)
			.withMessageContaining("20 ms ('load-timeout')");
		assertThat(this.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void timeoutOfTheLoaderItselfIsNotMistakenForThatOfTheLoad() {
		Exception failure = new TimeoutException("database");
		CompletableFuture<Object> result = limited().start(this.flight, () -> {
			throw failure;
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(result::join).withCause(failure);
	}

	@Test
	void cancellingInterruptsTheLoad() throws Exception {
		CompletableFuture<Object> result = unlimited().start(this.flight, this::hang);
		this.started.await();
		result.cancel(true);
		assertThat(this.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void futureThatTakesTooLongIsCancelled() {
		CompletableFuture<String> load = new CompletableFuture<>();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> limited().limit(load).join())
			.withCauseInstanceOf(LoadTimeoutException.class);
		assertThat(load).isCancelled();
	}

	@Test
	void futureThatIsInTimeIsNotTouched() {
		CompletableFuture<String> load = CompletableFuture.completedFuture("loaded");
		assertThat(limited().limit(load).join()).isEqualTo("loaded");
	}

	private DetachedLoads unlimited() {
		return new DetachedLoads(this.threads, Duration.ZERO);
	}

	private DetachedLoads limited() {
		return new DetachedLoads(this.threads, Duration.ofMillis(20));
	}

	private Object hang() throws InterruptedException {
		this.started.countDown();
		try {
			new CountDownLatch(1).await();
			return "never";
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
	}

}
