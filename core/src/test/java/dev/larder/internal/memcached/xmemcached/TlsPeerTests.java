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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

import javax.net.ssl.SSLSocket;

import dev.larder.connection.TlsSettings;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.xmemcached.ScriptedPeer.Connection;
import dev.larder.test.ServerTest;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a peer may do with a TLS connection, and memcached does not on request.
 */
@ServerTest
class TlsPeerTests {

	private static final TestCertificates authority = TestCertificates.create();

	private static final IssuedCertificate own = authority.issue("server", "ip:127.0.0.1");

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private final CountDownLatch over = new CountDownLatch(1);

	private @Nullable ScriptedPeer peer;

	private @Nullable XMemcachedOperations operations;

	@AfterEach
	void close() {
		this.over.countDown();
		operations().close();
		if (this.peer != null) {
			this.peer.close();
		}
		this.timer.shutdownNow();
	}

	@Test
	void answerMayComeInAsManyRecordsAsItHasBytes() {
		start("TLSv1.3", (connection) -> {
			letIn(connection);
			while (true) {
				connection.readLine();
				for (byte each : "VALUE key 0 3\r\nabc\r\nEND\r\n".getBytes(StandardCharsets.US_ASCII)) {
					connection.socket().getOutputStream().write(each);
				}
			}
		});
		awaitHit();
		awaitHit();
	}

	@Test
	void manyAnswersMayComeAtOnce() {
		String value = "x".repeat(10_000);
		start("TLSv1.3", (connection) -> {
			letIn(connection);
			connection.readLine();
			StringBuilder answers = new StringBuilder("VALUE key 0 3\r\nabc\r\nEND\r\n");
			for (int i = 0; i < 100; i++) {
				connection.readLine();
				answers.append("VALUE key" + i + " 0 10000 1\r\n").append(value).append("\r\nEND\r\n");
			}
			connection.send(answers.toString());
			this.over.await();
		});
		CompletableFuture<@Nullable Item> first = operations().get("key");
		List<CompletableFuture<@Nullable Item>> others = IntStream.range(0, 100)
			.mapToObj((i) -> operations().gets("key" + i))
			.toList();
		assertThat(first.join()).extracting(Item::size).isEqualTo(3);
		assertThat(others).allSatisfy((each) -> assertThat(each.join()).extracting(Item::size).isEqualTo(10_000));
	}

	@Test
	void recordsMayArriveByteByByte() throws IOException {
		this.peer = peer("TLSv1.3", (connection) -> {
			letIn(connection);
			while (true) {
				connection.readLine();
				connection.send("VALUE key 0 3\r\nabc\r\nEND\r\n");
			}
		});
		try (ServerSocket relay = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			start(() -> relay(relay, this.peer.address().port()));
			connect(new NodeAddress("127.0.0.1", relay.getLocalPort(), 1));
			awaitHit();
			awaitHit();
		}
	}

	@Test
	void keysMayBeRenewed() {
		start("TLSv1.3", (connection) -> {
			letIn(connection);
			for (int i = 0; true; i++) {
				connection.readLine();
				if (i % 2 == 1) {
					// In TLS 1.3, sends a new key and asks for one
					((SSLSocket) connection.socket()).startHandshake();
				}
				connection.send("VALUE key 0 3\r\nabc\r\nEND\r\n");
			}
		});
		for (int i = 0; i < 10; i++) {
			awaitHit();
		}
		assertThat(peer().connections()).isEqualTo(1);
	}

	@Test
	void serverThatNegotiatesAnewLosesTheConnectionAndIsFoundAgain() {
		start("TLSv1.2", (connection) -> {
			letIn(connection);
			connection.readLine();
			if (connection.number() == 1) {
				((SSLSocket) connection.socket()).startHandshake();
				this.over.await();
			}
			connection.send("VALUE key 0 3\r\nabc\r\nEND\r\n");
			this.over.await();
		});
		assertThat(operations().get("key")).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withMessageContaining("negotiate TLS anew");
		awaitHit();
		assertThat(peer().connections()).isEqualTo(2);
	}

	@Test
	void serverThatClosesItsHalfLosesTheConnectionAndIsFoundAgain() {
		start("TLSv1.3", (connection) -> {
			letIn(connection);
			connection.readLine();
			if (connection.number() == 1) {
				connection.socket().shutdownOutput();
				this.over.await();
			}
			connection.send("VALUE key 0 3\r\nabc\r\nEND\r\n");
			this.over.await();
		});
		assertThat(operations().get("key")).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withMessageContaining("the server closed the connection");
		awaitHit();
		assertThat(peer().connections()).isEqualTo(2);
	}

	@Test
	void clientSaysGoodbye() {
		CompletableFuture<String> end = new CompletableFuture<>();
		start("TLSv1.3", (connection) -> {
			letIn(connection);
			connection.readLine();
			connection.send("VALUE key 0 3\r\nabc\r\nEND\r\n");
			try {
				end.complete((connection.socket().getInputStream().read() < 0) ? "closed" : "went on");
			}
			catch (IOException ex) {
				end.complete(ex.toString());
			}
		});
		awaitHit();
		operations().close();
		assertThat(end).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("closed");
	}

	private void start(String protocol, PeerScript script) {
		this.peer = peer(protocol, script);
		connect(this.peer.address());
	}

	private static ScriptedPeer peer(String protocol, PeerScript script) {
		return new ScriptedPeer((connection) -> {
			((SSLSocket) connection.socket()).setEnabledProtocols(new String[] { protocol });
			try {
				script.run(connection);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, authority.context(own).getServerSocketFactory());
	}

	private void connect(NodeAddress address) {
		this.operations = new XMemcachedOperations(address,
				NodeSettings.defaults()
					.withOperationTimeout(Duration.ofSeconds(10))
					.withConnectTimeout(Duration.ofSeconds(10))
					.withReconnectInterval(Duration.ofMillis(10))
					.withAccess(TlsSettings.of(authority::trusting), null),
				this.timer);
	}

	// The first command finds out whether the server accepts the client
	private static void letIn(Connection connection) throws IOException {
		assertThat(connection.readLine()).isEqualTo("get larder:probe");
		connection.send("END\r\n");
	}

	private static void relay(ServerSocket relay, int port) {
		try (Socket client = relay.accept(); Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
			client.setTcpNoDelay(true);
			start(() -> copy(client, server, 1000));
			copy(server, client, 1);
		}
		catch (IOException ex) {
			// The test is over
		}
	}

	private static void copy(Socket from, Socket to, int size) {
		try {
			byte[] bytes = new byte[size];
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
				output.write(bytes, 0, count);
			}
		}
		catch (IOException ex) {
			// The test is over
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	private void awaitHit() {
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(operations().get("key").join()).extracting(Item::size).isEqualTo(3));
	}

	private ScriptedPeer peer() {
		assertThat(this.peer).isNotNull();
		return this.peer;
	}

	private XMemcachedOperations operations() {
		assertThat(this.operations).isNotNull();
		return this.operations;
	}

	private interface PeerScript {

		void run(Connection connection) throws IOException, InterruptedException;

	}

}
