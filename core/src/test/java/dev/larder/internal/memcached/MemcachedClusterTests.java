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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.NodeHealth.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MemcachedCluster} and the breakers of its nodes.
 */
class MemcachedClusterTests {

	private static final NodeSettings SETTINGS = NodeSettings.defaults()
		.withFailureThreshold(3)
		.withProbeInterval(Duration.ofMillis(10));

	private final ControlledClient client = new ControlledClient();

	private final MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress("cache-1", 11211, 1)),
			(address, settings, timer) -> this.client, SETTINGS);

	private final MemcachedNode node = this.cluster.nodes().get(0);

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void nodeIsUnknownBeforeItsFirstUse() {
		assertThat(this.node.health().state()).isEqualTo(State.UNKNOWN);
	}

	@Test
	void nodeIsUpAfterItsFirstSuccess() {
		this.node.operations().get("key").join();
		assertThat(this.node.health().state()).isEqualTo(State.UP);
	}

	@Test
	void breakerStaysClosedBelowTheThreshold() {
		fail(Reason.TIMEOUT, 2);
		assertThat(failureOfGet()).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void breakerOpensAfterFailuresInARow() {
		fail(Reason.TIMEOUT, 3);
		assertThat(failureOfGet()).isEqualTo(Reason.BREAKER_OPEN);
	}

	@Test
	void successInBetweenStartsTheCountAgain() {
		fail(Reason.DISCONNECTED, 2);
		this.client.succeed();
		this.node.operations().get("key").join();
		fail(Reason.DISCONNECTED, 2);
		assertThat(failureOfGet()).isEqualTo(Reason.DISCONNECTED);
	}

	@Test
	void refusedCommandsDoNotOpenTheBreaker() {
		fail(Reason.REJECTED, 10);
		assertThat(failureOfGet()).isEqualTo(Reason.REJECTED);
	}

	@Test
	void answersOfTheServerDoNotOpenTheBreaker() {
		fail(Reason.PROTOCOL, 10);
		assertThat(failureOfGet()).isEqualTo(Reason.PROTOCOL);
	}

	@Test
	void nothingButProbesIsSentWhileTheBreakerIsOpen() {
		fail(Reason.TIMEOUT, 3);
		this.client.keys().clear();
		IntStream.range(0, 100).forEach((i) -> failureOfGet());
		Awaitility.await().until(() -> this.client.keys().size() >= 2);
		assertThat(this.client.keys()).containsOnly(NodeClient.PROBE_KEY);
	}

	@Test
	void successfulProbeClosesTheBreaker() {
		fail(Reason.TIMEOUT, 3);
		this.client.succeed();
		Awaitility.await().until(() -> !this.node.operations().get("key").isCompletedExceptionally());
		assertThat(this.node.health().state()).isEqualTo(State.UP);
	}

	@Test
	void lateFailureOfTheTimeBeforeDoesNotCountAsTheProbe() {
		CompletableFuture<Item> late = new CompletableFuture<>();
		this.client.answer(() -> late);
		var pending = this.node.operations().get("key");
		fail(Reason.TIMEOUT, 3);
		CompletableFuture<Item> probe = new CompletableFuture<>();
		this.client.answer(() -> probe);
		this.client.keys().clear();
		Awaitility.await().until(() -> this.client.keys().contains(NodeClient.PROBE_KEY));
		late.completeExceptionally(new MemcachedException(Reason.TIMEOUT, "late"));
		probe.complete(null);
		assertThat(pending).isCompletedExceptionally();
		assertThat(this.node.health().state()).isEqualTo(State.UP);
	}

	@Test
	void healthTellsTheLastFailure() {
		fail(Reason.TIMEOUT, 2);
		NodeHealth health = this.node.health();
		assertThat(health).returns("made to fail", NodeHealth::lastError)
			.returns(2L, NodeHealth::timeouts)
			.returns(0L, NodeHealth::disconnections)
			.returns(2, NodeHealth::consecutiveFailures);
	}

	@Test
	void healthTellsTheFailureOfTheLastProbe() {
		fail(Reason.TIMEOUT, 3);
		this.client
			.answer(() -> CompletableFuture.failedFuture(new MemcachedException(Reason.DISCONNECTED, "not connected")));
		Awaitility.await().until(() -> "not connected".equals(this.node.health().lastError()));
		assertThat(this.node.health()).returns(State.DOWN, NodeHealth::state)
			.returns(3L, NodeHealth::timeouts)
			.returns(0L, NodeHealth::disconnections);
	}

	@Test
	void nodeIsDownUntilAProbeIsAnswered() {
		fail(Reason.TIMEOUT, 3);
		Instant since = this.node.health().since();
		this.client.keys().clear();
		Awaitility.await().until(() -> this.client.keys().size() >= 3);
		assertThat(this.node.health()).returns(State.DOWN, NodeHealth::state).returns(since, NodeHealth::since);
		this.client.succeed();
		Awaitility.await().until(() -> this.node.health().state() == State.UP);
	}

	@Test
	void probeThatCannotBeSentIsRepeated() {
		fail(Reason.TIMEOUT, 3);
		this.client.keys().clear();
		this.client.answer(() -> {
			throw new IllegalStateException("client");
		});
		Awaitility.await().until(() -> this.client.keys().size() >= 2);
		this.client.succeed();
		Awaitility.await().until(() -> this.node.health().state() == State.UP);
		assertThat(this.node.operations().get("key")).isCompleted();
	}

	@Test
	void logThatFailsDoesNotHarmTheNode() {
		Logger logger = (Logger) LoggerFactory.getLogger(MemcachedNode.class);
		Appender<ILoggingEvent> failing = new FailingAppender();
		logger.addAppender(failing);
		try {
			fail(Reason.TIMEOUT, 3);
			assertThat(this.node.health().state()).isEqualTo(State.DOWN);
			this.client.succeed();
			Awaitility.await().until(() -> this.node.health().state() == State.UP);
			assertThat(this.node.operations().get("key")).isCompleted();
		}
		finally {
			logger.detachAppender(failing);
		}
	}

	@Test
	void keyBelongsToTheSameNodeWhetherItIsDownOrNot() {
		try (MemcachedCluster cluster = new MemcachedCluster(
				List.of(new NodeAddress("cache-1", 11211, 1), new NodeAddress("cache-2", 11211, 1)),
				(address, settings, timer) -> this.client, SETTINGS)) {
			MemcachedNode owner = cluster.place("key").node();
			this.client.fail(Reason.TIMEOUT);
			IntStream.range(0, 3).forEach((i) -> assertThat(owner.operations().get("key")).isCompletedExceptionally());
			assertThat(cluster.place("key").node()).isSameAs(owner);
		}
	}

	@Test
	void threadOfTheTimerIsADaemon() {
		Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, this.cluster.scheduler()).join();
		assertThat(thread.getName()).isEqualTo("larder-memcached-timer");
		assertThat(thread.isDaemon()).isTrue();
	}

	@Test
	void sameServerTwiceIsRefused() {
		NodeAddress address = new NodeAddress("cache-1", 11211, 1);
		assertThatIllegalArgumentException().isThrownBy(
				() -> new MemcachedCluster(List.of(address, address), (node, settings, timer) -> this.client, SETTINGS))
			.withMessageContaining("cache-1:11211");
	}

	private void fail(Reason reason, int times) {
		this.client.fail(reason);
		IntStream.range(0, times).forEach((i) -> failureOfGet());
	}

	private Reason failureOfGet() {
		return this.node.operations().get("key").handle((item, ex) -> ((MemcachedException) ex).reason()).join();
	}

	private static final class FailingAppender extends AppenderBase<ILoggingEvent> {

		@Override
		public synchronized void doAppend(ILoggingEvent event) {
			throw new IllegalStateException("log");
		}

		@Override
		protected void append(ILoggingEvent event) {
		}

	}

}
