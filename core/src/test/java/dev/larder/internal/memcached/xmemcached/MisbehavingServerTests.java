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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.internal.entry.Item;
import dev.larder.test.ServerTest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link XMemcachedOperations} with a server that does not keep to the protocol
 * or to its connections.
 */
@ServerTest
class MisbehavingServerTests {

	private static final NodeSettings SETTINGS = NodeSettings.defaults()
		.withOperationTimeout(Duration.ofSeconds(10))
		.withReconnectInterval(Duration.ofMillis(20))
		.withMaxValueSize(1024 * 1024);

	private static final NodeSettings IMPATIENT = SETTINGS.withOperationTimeout(Duration.ofMillis(500));

	private static final String HIT = "VALUE key 7 5\r\nvalue\r\nEND\r\n";

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private @Nullable ScriptedPeer peer;

	private @Nullable XMemcachedOperations operations;

	@AfterEach
	void close() {
		if (this.operations != null) {
			this.operations.close();
		}
		if (this.peer != null) {
			this.peer.close();
		}
	}

	@AfterEach
	void stopTimer() {
		this.timer.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage\r\n", "\r\n", "\n", "VALUE\r\n", "VALUE key\r\n", "VALUE key 0\r\n",
			"VALUE key 0 x\r\n", "VALUE key 0 -1\r\n", "VALUE key -1 1\r\nx\r\nEND\r\n",
			"VALUE key 4294967296 1\r\nx\r\nEND\r\n", "VALUE key 0 99999999999999999999\r\n",
			"VALUE other 0 1\r\nx\r\nEND\r\n", "VALUE key 0 1\r\nxyzEND\r\n",
			"VALUE key 0 1\r\nx\r\nVALUE key 0 1\r\nx\r\nEND\r\n", "STORED\r\n", "HTTP/1.1 400 Bad Request\r\n",
			"\u0000\u0001\u0002\r\n" })
	void unintelligibleAnswerFailsTheOperationAndClosesTheConnection(String answer) {
		start((connection) -> {
			connection.readLine();
			connection.send((connection.number() == 1) ? answer : HIT);
			connection.ignoreAll();
		});
		assertThat(failure(get())).isEqualTo(Reason.DISCONNECTED);
		awaitHit();
	}

	@Test
	void lineWithoutEndClosesTheConnection() {
		start((connection) -> {
			connection.readLine();
			connection.send((connection.number() == 1) ? "x".repeat(100_000) : HIT);
			connection.ignoreAll();
		});
		assertThat(failure(get())).isEqualTo(Reason.DISCONNECTED);
		awaitHit();
	}

	@Test
	void valueLongerThanTheLimitIsPassedOver() {
		start((connection) -> {
			connection.readLine();
			connection.send("VALUE key 7 1048577\r\n" + "x".repeat(1_000_000));
			connection.send("x".repeat(48_577) + "\r\nEND\r\n");
			connection.readLine();
			connection.send(HIT);
			connection.ignoreAll();
		});
		Item item = get().join();
		assertThat(item).isNotNull();
		assertThat(item.hasData()).isFalse();
		assertThat(item.size()).isEqualTo(1_048_577);
		assertThat(item.flags()).isEqualTo(7);
		awaitHit();
		assertThat(this.peer.connections()).isEqualTo(1);
	}

	@Test
	void valueLongerThanTheLimitThatIsLongerThanItsLengthClosesTheConnection() {
		start((connection) -> {
			connection.readLine();
			connection.send((connection.number() == 1) ? "VALUE key 0 1048577\r\n" + "x".repeat(1_048_580) : HIT);
			connection.ignoreAll();
		});
		assertThat(failure(get())).isEqualTo(Reason.DISCONNECTED);
		awaitHit();
	}

	@Test
	void declaredLengthAloneAllocatesNothingLarge() {
		this.peer = new ScriptedPeer((connection) -> {
			connection.readLine();
			connection.send("VALUE key 0 2147483647\r\nx");
			connection.ignoreAll();
		});
		this.operations = new XMemcachedOperations(this.peer.address(), IMPATIENT.withMaxValueSize(Integer.MAX_VALUE),
				this.timer);
		// Would be an OutOfMemoryError, which ends the connection
		assertThat(failure(get())).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void allOperationsUnderWayFailWhenTheAnswerToOneIsUnintelligible() {
		start((connection) -> {
			for (int i = 0; i < 20; i++) {
				connection.readLine();
			}
			connection.send("garbage\r\n");
			connection.ignoreAll();
		});
		List<CompletableFuture<Boolean>> deletes = IntStream.range(0, 20)
			.mapToObj((i) -> operations().delete("key" + i))
			.toList();
		assertThat(deletes.stream().map(MisbehavingServerTests::failure)).containsOnly(Reason.DISCONNECTED);
	}

	@Test
	void everySecondConnectionMayBeClosed() {
		start((connection) -> {
			if (connection.number() % 2 == 0) {
				connection.answerAll(HIT);
			}
		});
		assertThat(failure(get())).isEqualTo(Reason.DISCONNECTED);
		awaitHit();
	}

	@Test
	void answerMayBeFollowedByTheEnd() {
		start((connection) -> {
			connection.readLine();
			connection.send(HIT);
		});
		for (int i = 0; i < 5; i++) {
			awaitHit();
		}
		assertThat(peer().connections()).isGreaterThan(1);
	}

	@Test
	void lineThatNobodyAskedForClosesTheConnection() {
		start((connection) -> {
			connection.readLine();
			connection.send(HIT);
			if (connection.number() == 1) {
				connection.send("ERROR Too many open connections\r\n");
			}
			else {
				connection.answerAll(HIT);
			}
		});
		assertThat(get().join()).isNotNull();
		Awaitility.await().until(() -> peer().connections() == 2);
		awaitHit();
	}

	@Test
	void reasonOfALostConnectionIsTold() {
		start((connection) -> connection.send("ERROR Too many open connections\r\n"));
		Awaitility.await().untilAsserted(() -> assertThat(message(get())).contains("Too many open connections"));
	}

	@Test
	void answerMayComeInPieces() {
		String answer = "VALUE key 4294967295 7 18446744073709551615\r\nva\r\nlue\r\nEND\r\n";
		for (int i = 1; i < answer.length(); i++) {
			int split = i;
			start((connection) -> {
				connection.readLine();
				connection.send(answer.substring(0, split));
				pause();
				connection.send(answer.substring(split));
				connection.ignoreAll();
			});
			Item item = operations().gets("key").join();
			assertThat(item).returns(4294967295L, Item::flags).returns(-1L, Item::cas);
			assertThat(item.data()).asString(StandardCharsets.ISO_8859_1).isEqualTo("va\r\nlue");
			close();
		}
	}

	@Test
	void answerMayDripInByteByByte() {
		start((connection) -> {
			connection.readLine();
			for (int i = 0; i < HIT.length(); i++) {
				connection.send(HIT.substring(i, i + 1));
				pause();
			}
			connection.ignoreAll();
		});
		assertThat(text(get().join())).isEqualTo("value");
	}

	@Test
	void answerThatStopsHalfWayTimesOut() {
		startSilent((connection) -> {
			connection.readLine();
			connection.send("VALUE key 0 5\r\nva");
			connection.ignoreAll();
		});
		assertThat(failure(get())).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void lateAnswerIsNotTakenForTheAnswerToTheNext() {
		startSilent((connection) -> {
			connection.readLine();
			connection.readLine();
			connection.send("VALUE first 0 5\r\nfirst\r\nEND\r\nVALUE second 0 6\r\nsecond\r\nEND\r\n");
			connection.ignoreAll();
		});
		assertThat(failure(operations().get("first"))).isEqualTo(Reason.TIMEOUT);
		assertThat(text(operations().get("second").join())).isEqualTo("second");
	}

	@Test
	void silentServerTimesOut() {
		startSilent(ScriptedPeer.Connection::ignoreAll);
		List<CompletableFuture<@Nullable Item>> gets = Stream.generate(this::get).limit(100).toList();
		assertThat(gets.stream().map(MisbehavingServerTests::failure)).containsOnly(Reason.TIMEOUT);
	}

	@Test
	void connectionThatIsStuckIsReplaced() {
		startSilent((connection) -> {
			if (connection.number() == 1) {
				connection.ignoreAll();
			}
			while (true) {
				connection.send(connection.readLine().equals("get key") ? HIT : "END\r\n");
			}
		});
		assertThat(failure(get())).isEqualTo(Reason.TIMEOUT);
		awaitHit();
	}

	@ParameterizedTest
	@MethodSource
	void errorAnswersFailOnlyTheirOperation(String error) {
		start((connection) -> {
			connection.readLine();
			connection.send(error);
			connection.answerAll(HIT);
		});
		assertThat(failure(get())).isEqualTo(Reason.PROTOCOL);
		assertThat(text(get().join())).isEqualTo("value");
		assertThat(peer().connections()).isEqualTo(1);
	}

	static Stream<String> errorAnswersFailOnlyTheirOperation() {
		return Stream.of("ERROR\r\n", "SERVER_ERROR out of memory reading request\r\n",
				"CLIENT_ERROR line too long\r\n");
	}

	@Test
	void serverErrorOnAWriteFailsOnlyIt() {
		start((connection) -> {
			connection.readLine();
			connection.readLine();
			connection.send("SERVER_ERROR out of memory storing object\r\n");
			connection.answerAll(HIT);
		});
		assertThat(failure(set())).isEqualTo(Reason.PROTOCOL);
		assertThat(text(get().join())).isEqualTo("value");
	}

	@Test
	void refusedWriteClosesTheConnectionBecauseItsDataMayBeTakenForACommand() {
		start((connection) -> {
			if (connection.number() == 1) {
				connection.readLine();
				connection.send("CLIENT_ERROR line too long\r\nERROR\r\n");
				connection.ignoreAll();
			}
			connection.answerAll(HIT);
		});
		assertThat(failure(set())).isEqualTo(Reason.DISCONNECTED);
		awaitHit();
	}

	@Test
	void valuesMayComeInAnotherOrder() {
		start((connection) -> {
			connection.readLine();
			connection.send("VALUE c 0 1\r\n3\r\nVALUE a 0 1\r\n1\r\nEND\r\n");
			connection.ignoreAll();
		});
		assertThat(operations().getAll(List.of("a", "b", "c")).join()).containsOnlyKeys("a", "c");
	}

	@Test
	void getsThatMeetInTheQueueGoOutAsOneCommand() {
		CountDownLatch queued = new CountDownLatch(1);
		Queue<String> commands = new ConcurrentLinkedQueue<>();
		this.peer = new ScriptedPeer((connection) -> {
			await(queued);
			connection.readLine();
			connection.readLine();
			connection.send("STORED\r\n");
			commands.add(connection.readLine());
			connection.send("VALUE k1 0 1\r\n1\r\nVALUE k3 0 1\r\n3\r\nVALUE k3 0 1\r\n3\r\nEND\r\n");
			connection.ignoreAll();
		});
		this.operations = new XMemcachedOperations(this.peer.address(), SETTINGS, this.timer);
		// More than the socket takes, so that what follows has to queue
		CompletableFuture<StoreResult> set = operations().set("large", new Item(0, new byte[32 * 1024 * 1024]), 0);
		List<CompletableFuture<@Nullable Item>> gets = Stream.of("k1", "k2", "k3", "k3")
			.map((key) -> operations().get(key))
			.toList();
		queued.countDown();
		assertThat(set.join()).isEqualTo(StoreResult.STORED);
		assertThat(gets.stream().map((get) -> text(get.join()))).containsExactly("1", null, "3", "3");
		assertThat(commands).containsExactly("get k1 k2 k3 k3");
	}

	@Test
	void operationThatTimedOutInTheQueueIsNotSent() {
		CountDownLatch expired = new CountDownLatch(1);
		Queue<String> commands = new ConcurrentLinkedQueue<>();
		startSilent((connection) -> {
			connection.readLine();
			connection.send(HIT);
			if (connection.number() == 1) {
				await(expired);
			}
			while (true) {
				String line = connection.readLine();
				if (line.startsWith("delete")) {
					commands.add(line);
					connection.send("DELETED\r\n");
				}
				else if (line.startsWith("set")) {
					connection.readLine();
					connection.send("STORED\r\n");
				}
			}
		});
		awaitHit();
		// More than the socket takes, so that what follows has to queue
		CompletableFuture<StoreResult> set = operations().set("large", new Item(0, new byte[32 * 1024 * 1024]), 0);
		assertThat(failure(operations().delete("late"))).isEqualTo(Reason.TIMEOUT);
		assertThat(set).isCompletedExceptionally();
		expired.countDown();
		Awaitility.await().until(() -> operations().delete("next").handle((deleted, ex) -> ex == null).join());
		assertThat(commands).isNotEmpty().doesNotContain("delete late");
	}

	@Test
	void operationsThatWereNotSentYetFailWhenTheConnectionIsLost() {
		CountDownLatch queued = new CountDownLatch(1);
		this.peer = new ScriptedPeer((connection) -> {
			connection.readLine();
			connection.send(HIT);
			await(queued);
		});
		this.operations = new XMemcachedOperations(this.peer.address(), SETTINGS, this.timer);
		awaitHit();
		// More than the socket takes, so that what follows has to queue
		CompletableFuture<StoreResult> set = operations().set("large", new Item(0, new byte[32 * 1024 * 1024]), 0);
		List<CompletableFuture<Boolean>> deletes = Stream.generate(() -> operations().delete("key")).limit(10).toList();
		queued.countDown();
		assertThat(deletes.stream().map(MisbehavingServerTests::failure)).containsOnly(Reason.DISCONNECTED);
		assertThat(failure(set)).isEqualTo(Reason.DISCONNECTED);
	}

	@Test
	void hostThatSwallowsConnectionsTimesOut() throws IOException {
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			List<SocketChannel> fillers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				SocketChannel filler = SocketChannel.open();
				filler.configureBlocking(false);
				filler.connect(full.getLocalSocketAddress());
				fillers.add(filler);
			}
			this.operations = new XMemcachedOperations(new NodeAddress("127.0.0.1", full.getLocalPort(), 1), IMPATIENT,
					this.timer);
			CompletableFuture<@Nullable Item> get = get();
			assertThat(get).isNotDone();
			assertThat(failure(get)).isEqualTo(Reason.TIMEOUT);
			for (SocketChannel filler : fillers) {
				filler.close();
			}
		}
	}

	@Test
	void serverThatDoesNotReadTimesOut() {
		CountDownLatch over = new CountDownLatch(1);
		startSilent((connection) -> await(over));
		List<CompletableFuture<StoreResult>> sets = Stream
			.generate(() -> operations().set("key", new Item(0, new byte[512 * 1024]), 0))
			.limit(50)
			.toList();
		assertThat(sets.stream().map(MisbehavingServerTests::failure)).containsOnly(Reason.TIMEOUT);
		over.countDown();
	}

	@Test
	void refusedConnectionFailsAtOnceAfterTheFirst() {
		start(ScriptedPeer.Connection::ignoreAll);
		peer().close();
		assertThat(failure(get())).isEqualTo(Reason.DISCONNECTED);
		assertThat(get()).isCompletedExceptionally();
	}

	@Test
	void unknownHostFails() {
		this.operations = new XMemcachedOperations(new NodeAddress("no-such-host.invalid", 11211, 1), SETTINGS,
				this.timer);
		assertThat(message(get())).contains("no-such-host.invalid");
	}

	@Test
	void closeFailsWhatIsUnderWay() {
		start(ScriptedPeer.Connection::ignoreAll);
		CompletableFuture<@Nullable Item> get = get();
		Awaitility.await().until(() -> peer().connections() == 1);
		operations().close();
		assertThat(failure(get)).isEqualTo(Reason.CLOSED);
	}

	/**
	 * Starts what answers every operation, be it late on a busy machine.
	 */
	private void start(ScriptedPeer.Script script) {
		start(script, SETTINGS);
	}

	/**
	 * Starts what leaves an operation without an answer.
	 */
	private void startSilent(ScriptedPeer.Script script) {
		start(script, IMPATIENT);
	}

	private void start(ScriptedPeer.Script script, NodeSettings settings) {
		this.peer = new ScriptedPeer(script);
		this.operations = new XMemcachedOperations(this.peer.address(), settings, this.timer);
	}

	private ScriptedPeer peer() {
		assertThat(this.peer).isNotNull();
		return this.peer;
	}

	private XMemcachedOperations operations() {
		assertThat(this.operations).isNotNull();
		return this.operations;
	}

	private CompletableFuture<@Nullable Item> get() {
		return operations().get("key");
	}

	private CompletableFuture<StoreResult> set() {
		return operations().set("key", new Item(0, new byte[] { 'x' }), 0);
	}

	private void awaitHit() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.until(() -> get().handle((item, ex) -> "value".equals(text(item))).join());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static @Nullable String text(@Nullable Item item) {
		return (item != null) ? new String(item.data(), StandardCharsets.ISO_8859_1) : null;
	}

	private static Reason failure(CompletableFuture<?> future) {
		return future.handle((result, ex) -> ((MemcachedException) ex).reason()).join();
	}

	private static String message(CompletableFuture<?> future) {
		return future.handle((result, ex) -> String.valueOf(ex.getMessage())).join();
	}

}
