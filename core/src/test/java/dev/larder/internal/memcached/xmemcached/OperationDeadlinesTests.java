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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationDeadlines}.
 */
class OperationDeadlinesTests {

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private final CountDownLatch timeouts = new CountDownLatch(1);

	private final OperationDeadlines deadlines = new OperationDeadlines(Duration.ofMillis(50), this.timer,
			this.timeouts::countDown);

	@AfterEach
	void stop() {
		this.timer.shutdownNow();
	}

	@Test
	void operationThatIsNotAnsweredTimesOut() throws InterruptedException {
		assertTimeout(add());
		assertThat(this.timeouts.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void timerHasNothingToDoWhenNothingIsPending() {
		add().complete("answer");
		awaitIdle();
		assertThat(this.timeouts.getCount()).isOne();
	}

	@Test
	void operationAfterAPauseTimesOutToo() {
		assertTimeout(add());
		awaitIdle();
		assertTimeout(add());
	}

	@Test
	void operationsOfOneServerShareATask() {
		for (int i = 0; i < 100; i++) {
			add();
		}
		assertThat(this.timer.getQueue()).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void operationsEndWithTheClient() {
		LineOperation<String> before = add();
		this.deadlines.close();
		assertClosed(before);
		assertClosed(add());
	}

	@Test
	void operationsEndWithTheTimer() {
		this.timer.shutdownNow();
		assertClosed(add());
	}

	private LineOperation<String> add() {
		LineOperation<String> operation = LineOperation.version(System.nanoTime());
		this.deadlines.add(operation);
		return operation;
	}

	private void awaitIdle() {
		Awaitility.await().until(() -> this.timer.getQueue().isEmpty() && this.timer.getActiveCount() == 0);
	}

	private static void assertTimeout(LineOperation<String> operation) {
		assertThat(operation.future()).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withMessageContaining("timed out after 50 ms");
	}

	private static void assertClosed(LineOperation<String> operation) {
		assertThat(operation.future()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withMessageContaining("the client is closed");
	}

}
