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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;

import dev.larder.connection.TlsSettings;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.connect.ServerDialer;
import dev.larder.internal.memcached.scan.KeyScanner;
import dev.larder.internal.memcached.scan.ScanTimeouts;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ServerAccess;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections to a memcached that wants TLS.
 */
@ServerTest
class EncryptedServerTests {

	private static final TestCertificates authority = TestCertificates.create();

	private static final IssuedCertificate forLocalhost = authority.issue("server", "dns:localhost");

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension
		.oneServer(ServerAccess.encrypted(authority.trusting()), forLocalhost.memcachedOptions());

	private final MemcachedServer server = memcached.server();

	private final AtomicReference<SSLContext> context = new AtomicReference<>(authority.trusting());

	private MemcachedCluster cluster = cluster("localhost", this.server);

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void itemComesBack() {
		awaitStored();
		assertThat(node().operations().get("key").join()).extracting(Item::size).isEqualTo(1);
		assertThat(this.server.stats().get("ssl_handshake_errors")).isEqualTo("0");
	}

	@Test
	void itemsOfManyRecordsComeBackToManyCallers() {
		awaitStored();
		byte[] data = new byte[900_000];
		new Random(1).nextBytes(data);
		List<CompletableFuture<StoreResult>> stored = IntStream.range(0, 20)
			.mapToObj((i) -> node().operations().set("large" + i, new Item(0, data), 0))
			.toList();
		assertThat(stored).allSatisfy((each) -> assertThat(each.join()).isEqualTo(StoreResult.STORED));
		IntStream.range(0, 20)
			.mapToObj((i) -> node().operations().get("large" + i))
			.toList()
			.forEach((found) -> assertThat(found.join()).extracting(Item::data).isEqualTo(data));
	}

	@Test
	void restartedServerIsFoundAgain() {
		awaitStored();
		this.server.restart();
		awaitStored();
	}

	@Test
	void keysAreListed() {
		awaitStored();
		ServerDialer dialer = NodeSettings.defaults().withAccess(TlsSettings.of(this.context::get), null).dialer();
		KeyScanner scanner = new KeyScanner(() -> dialer.connect("127.0.0.1", this.server.port(), "localhost"),
				ScanTimeouts.USUAL);
		assertThat(scanner.scan((key) -> key.startsWith("k"), 10)).containsExactly("key");
	}

	@Test
	void certificateMadeOutToAnotherNameIsNotAccepted() {
		useCluster(cluster("127.0.0.1", this.server));
		awaitRefusal("No subject alternative names matching IP address 127.0.0.1 found");
	}

	@Test
	void certificateOfAnotherAuthorityIsNotAccepted() {
		this.context.set(TestCertificates.create().trusting());
		useCluster(cluster("localhost", this.server));
		awaitRefusal("no TLS connection with it");
	}

	@Test
	void nextConnectionUsesTheRenewedCertificates() {
		TestCertificates renewed = TestCertificates.create();
		IssuedCertificate own = renewed.issue("server", "dns:localhost");
		try (MemcachedServer other = MemcachedServer.start(ServerAccess.encrypted(renewed.trusting()),
				own.memcachedOptions())) {
			useCluster(cluster("localhost", other));
			awaitRefusal("no TLS connection with it");
			this.context.set(renewed.trusting());
			awaitStored();
			assertThat(node().health().state()).isEqualTo(NodeHealth.State.UP);
		}
	}

	@Test
	void certificateOfTheClientIsShown() {
		IssuedCertificate client = authority.issue("client");
		try (MemcachedServer strict = MemcachedServer.start(ServerAccess.encrypted(authority.context(client)),
				forLocalhost.memcachedOptions("ssl_verify_mode=2", "ssl_ca_cert=" + authority.authority()))) {
			useCluster(cluster("localhost", strict));
			Awaitility.await().until(() -> node().health().state() == NodeHealth.State.DOWN);
			assertThat(node().health().lastError()).contains("connect");
			this.context.set(authority.context(client));
			awaitStored();
		}
	}

	@Test
	void serverThatDoesNotSpeakTlsIsSaidNotTo() {
		try (MemcachedServer plain = MemcachedServer.start()) {
			useCluster(cluster("localhost", plain));
			Awaitility.await().until(() -> node().health().state() == NodeHealth.State.DOWN);
			assertThat(node().health().lastError()).containsAnyOf("perhaps it does not expect TLS on this port",
					"it does not speak TLS on this port");
		}
	}

	@Test
	void clientWithoutTlsIsTold() {
		useCluster(new MemcachedCluster(List.of(new NodeAddress("localhost", this.server.port(), 1)),
				XMemcachedOperations::new, NodeSettings.defaults()));
		awaitRefusal("expects TLS on this port");
	}

	@Test
	void serverThatHangsInTheHandshakeIsLeftWhenTheTimeIsOver() {
		awaitStored();
		this.server.freeze();
		useCluster(cluster("localhost", this.server));
		Awaitility.await()
			.untilAsserted(() -> assertThat(node().health().lastError()).contains("no answer to the TLS handshake"));
		this.server.resume();
		awaitStored();
	}

	private MemcachedCluster cluster(String host, MemcachedServer server) {
		MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress(host, server.port(), 1)),
				XMemcachedOperations::new,
				NodeSettings.defaults()
					.withOperationTimeout(Duration.ofSeconds(5))
					.withReconnectInterval(Duration.ofMillis(50))
					.withProbeInterval(Duration.ofMillis(50))
					.withAccess(TlsSettings.of(this.context::get), null));
		cluster.connect();
		return cluster;
	}

	private void useCluster(MemcachedCluster cluster) {
		this.cluster.close();
		this.cluster = cluster;
	}

	private MemcachedNode node() {
		return this.cluster.nodes().get(0);
	}

	private void awaitStored() {
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> node().operations().set("key", new Item(0, new byte[] { 'x' }), 0).join(),
					StoreResult.STORED::equals);
	}

	private void awaitRefusal(String reason) {
		Awaitility.await().ignoreExceptions().untilAsserted(() -> {
			var unused = node().operations().get("key");
			assertThat(node().health().state()).isEqualTo(NodeHealth.State.DOWN);
			assertThat(node().health().lastError()).contains(reason);
		});
	}

}
