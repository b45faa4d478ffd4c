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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a node when the virtual machine cannot start a thread once.
 */
@Timeout(60)
@ServerTest
class ThreadStartTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final AtomicInteger failures = new AtomicInteger(1);

	@Test
	void operationFailsAtOnceWithoutAThreadThatConnects() {
		try (NodeConnection connection = connection()) {
			LineOperation<String> operation = LineOperation.version(System.nanoTime());
			connection.send(operation);
			assertThat(operation.future()).isCompletedExceptionally();
		}
	}

	@Test
	void nodeConnectsAsSoonAsAThreadCanBeStarted() throws Exception {
		try (NodeConnection connection = connection()) {
			connection.send(LineOperation.version(System.nanoTime()));
			LineOperation<String> operation = LineOperation.version(System.nanoTime());
			connection.send(operation);
			assertThat(operation.future().get(30, TimeUnit.SECONDS)).isNotEmpty();
		}
	}

	@Test
	void connectionThatNeverHadAThreadIsClosed() {
		connection().close();
		assertThat(this.failures).hasValue(1);
	}

	@Test
	void operationsEndThoughNoThreadWatchedTheFirst() {
		ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, failing());
		try (OperationDeadlines deadlines = new OperationDeadlines(Duration.ofMillis(20), timer, () -> {
		})) {
			LineOperation<String> first = LineOperation.version(System.nanoTime());
			deadlines.add(first);
			assertThat(first.future()).isCompletedExceptionally();
			LineOperation<String> second = LineOperation.version(System.nanoTime());
			deadlines.add(second);
			assertThat(second.future()).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withMessageContaining("timed out");
		}
		finally {
			timer.shutdownNow();
		}
	}

	private NodeConnection connection() {
		NodeAddress address = new NodeAddress(memcached.server().host(), memcached.server().port(), 1);
		return new NodeConnection(address, NodeSettings.defaults(), failing());
	}

	// By the factory, as pools of newer virtual machines call no start() of a subclass
	private ThreadFactory failing() {
		return (task) -> {
			if (this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			Thread thread = new Thread(task, "test");
			thread.setDaemon(true);
			return thread;
		};
	}

}
