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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.internal.entry.Item;
import dev.larder.test.ServerTest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.MemcachedOperations;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a cluster over {@link XMemcachedOperations} whose server is stopped, killed,
 * frozen and restarted.
 */
@ServerTest
class ServerFailureTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final MemcachedServer server = memcached.server();

	private final MemcachedCluster cluster = new MemcachedCluster(
			List.of(new NodeAddress(this.server.host(), this.server.port(), 1)), XMemcachedOperations::new,
			NodeSettings.defaults());

	private final MemcachedOperations operations = this.cluster.nodes().get(0).operations();

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void absentServerFailsWhatIsAsked() {
		this.server.kill();
		assertThat(failure(this.operations.get("key"))).isEqualTo(Reason.DISCONNECTED);
	}

	@Test
	void serverThatStartsLaterIsFound() {
		this.server.kill();
		awaitBreakerOpen();
		this.server.restart();
		awaitStored();
	}

	@Test
	void killedServerIsFoundAgain() {
		awaitStored();
		this.server.kill();
		awaitBreakerOpen();
		this.server.restart();
		awaitStored();
	}

	@Test
	void stoppedServerIsFoundAgain() {
		awaitStored();
		this.server.stop();
		awaitBreakerOpen();
		this.server.restart();
		awaitStored();
	}

	@Test
	void restartedServerIsFoundAgainByTheSameConnectionObject() {
		awaitStored();
		this.server.restart();
		awaitStored();
	}

	@Test
	void frozenServerTimesOutUntilTheBreakerOpens() {
		awaitStored();
		this.server.freeze();
		assertThat(failure(this.operations.get("key"))).isEqualTo(Reason.TIMEOUT);
		awaitBreakerOpen();
		assertThat(health().state()).isEqualTo(NodeHealth.State.DOWN);
	}

	@Test
	void frozenServerIsUsedAgainWithWhatItHeld() {
		awaitStored();
		this.server.freeze();
		awaitBreakerOpen();
		this.server.resume();
		Awaitility.await().until(() -> "value".equals(valueOrFailure()));
	}

	@Test
	void operationsUnderWayFailAtOnceWhenTheServerIsKilled() {
		awaitStored();
		this.server.freeze();
		List<CompletableFuture<@Nullable Item>> gets = Stream.generate(() -> this.operations.get("key"))
			.limit(100)
			.toList();
		this.server.kill();
		assertThat(gets.stream().map(ServerFailureTests::failure)).containsOnly(Reason.DISCONNECTED);
	}

	@Test
	void healthTellsWhatHappened() {
		awaitStored();
		this.server.freeze();
		awaitBreakerOpen();
		assertThat(health().timeouts()).isPositive();
		assertThat(health().lastError()).contains("timed out after 250 ms");
	}

	@Test
	void connectionBeyondTheServersLimitIsRefusedAndFoundLater() {
		try (MemcachedServer small = MemcachedServer.start("-t", "1", "-c", "30");
				MemcachedCluster one = cluster(small)) {
			List<MemcachedConnection> others = fill(small);
			MemcachedNode node = one.nodes().get(0);
			Awaitility.await().until(() -> {
				Reason unused = reason(node.operations().get("key"));
				return String.valueOf(node.health().lastError()).contains("Too many open connections");
			});
			others.forEach(MemcachedConnection::close);
			Awaitility.await().until(() -> reason(node.operations().get("key")) == null);
		}
	}

	/**
	 * Opens connections until the server takes no more.
	 */
	private static List<MemcachedConnection> fill(MemcachedServer server) {
		List<MemcachedConnection> connections = new ArrayList<>();
		String answer;
		do {
			MemcachedConnection connection = server.connect();
			connection.send("version");
			answer = connection.readLine();
			connections.add(connection);
		}
		while (answer.startsWith("VERSION"));
		return connections;
	}

	@Test
	void nothingButMemcachedExceptionsAndNoWrongValuesUnderLoad() throws Exception {
		Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
		AtomicInteger hits = new AtomicInteger();
		AtomicBoolean stop = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> workers = IntStream.range(0, 8)
				.<Future<?>>mapToObj((i) -> threads.submit(() -> work(i, stop, hits, surprises)))
				.toList();
			awaitHits(hits);
			this.server.kill();
			awaitBreakerOpen();
			this.server.restart();
			awaitHits(hits);
			this.server.freeze();
			awaitBreakerOpen();
			this.server.resume();
			awaitHits(hits);
			this.server.restart();
			awaitHits(hits);
			stop.set(true);
			for (Future<?> worker : workers) {
				worker.get();
			}
		}
		finally {
			stop.set(true);
			threads.shutdown();
		}
		assertThat(surprises).isEmpty();
	}

	private void work(int thread, AtomicBoolean stop, AtomicInteger hits, Queue<Throwable> surprises) {
		for (int i = 0; !stop.get(); i++) {
			String key = "key" + (thread * 7 + i) % 100;
			try {
				Item item = this.operations.get(key).join();
				if (item == null) {
					this.operations.set(key, new Item(0, key.getBytes(StandardCharsets.ISO_8859_1)), 0).join();
				}
				else if (key.equals(text(item))) {
					hits.incrementAndGet();
				}
				else {
					surprises.add(new AssertionError(key + " has the value " + text(item)));
				}
			}
			catch (RuntimeException ex) {
				if (!(ex.getCause() instanceof MemcachedException)) {
					surprises.add(ex);
				}
			}
		}
	}

	private static void awaitHits(AtomicInteger hits) {
		int before = hits.get();
		Awaitility.await().until(() -> hits.get() > before + 1000);
	}

	private void awaitBreakerOpen() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.until(() -> reason(this.operations.get("key")) == Reason.BREAKER_OPEN);
	}

	private void awaitStored() {
		Item item = new Item(0, "value".getBytes(StandardCharsets.ISO_8859_1));
		Awaitility.await()
			.until(() -> this.operations.set("key", item, 0)
				.handle((result, ex) -> result == StoreResult.STORED)
				.join());
	}

	private @Nullable String valueOrFailure() {
		return this.operations.get("key").handle((item, ex) -> text(item)).join();
	}

	private NodeHealth health() {
		return this.cluster.nodes().get(0).health();
	}

	private static MemcachedCluster cluster(MemcachedServer server) {
		return new MemcachedCluster(List.of(new NodeAddress(server.host(), server.port(), 1)),
				XMemcachedOperations::new, NodeSettings.defaults());
	}

	private static @Nullable String text(@Nullable Item item) {
		return (item != null) ? new String(item.data(), StandardCharsets.ISO_8859_1) : null;
	}

	private static Reason failure(CompletableFuture<?> future) {
		Reason reason = reason(future);
		assertThat(reason).isNotNull();
		return reason;
	}

	private static @Nullable Reason reason(CompletableFuture<?> future) {
		return future.handle((result, ex) -> (ex instanceof MemcachedException failure) ? failure.reason() : null)
			.join();
	}

}
