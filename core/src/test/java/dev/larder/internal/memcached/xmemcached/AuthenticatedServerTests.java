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
import java.util.concurrent.CompletionException;

import dev.larder.connection.Credentials;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.scan.KeyScanner;
import dev.larder.internal.memcached.scan.ScanTimeouts;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ServerAccess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for connections to a memcached with a file of passwords.
 */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class AuthenticatedServerTests {

	private static final String PASSWORD = "s3cret:wörd";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer(
			ServerAccess.authenticated("shop", PASSWORD), "-Y",
			ServerAccess.passwords("other:x", "shop:" + PASSWORD).toString());

	private final MemcachedServer server = memcached.server();

	private MemcachedCluster cluster = cluster(this.server, new Credentials("shop", PASSWORD));

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void itemComesBack() {
		awaitStored();
		assertThat(node().operations().get("key").join()).extracting(Item::size).isEqualTo(1);
	}

	@Test
	void serverIsToldAgainAfterARestart() {
		awaitStored();
		this.server.restart();
		awaitStored();
	}

	@Test
	void keysAreListed() {
		awaitStored();
		KeyScanner scanner = new KeyScanner(() -> settings(new Credentials("shop", PASSWORD)).dialer()
			.connect(this.server.host(), this.server.port(), this.server.host()), ScanTimeouts.USUAL);
		assertThat(scanner.scan((key) -> key.startsWith("k"), 10)).containsExactly("key");
	}

	@Test
	void wrongPasswordIsSaidOnceWithoutThePassword(CapturedOutput output) {
		useCluster(cluster(this.server, new Credentials("shop", "wrong-one")));
		Awaitility.await().until(() -> node().health().state() == NodeHealth.State.DOWN);
		assertThat(node().health().lastError()).contains("refuses the user name 'shop' or the password")
			.doesNotContain("wrong-one");
		assertThat(reasonOfGet()).isEqualTo(Reason.BREAKER_OPEN);
		assertThat(
				output.getAll().lines().filter((line) -> line.contains("refuses the user name 'shop' or the password")))
			.hasSize(1);
		assertThat(output.getAll()).doesNotContain("wrong-one");
	}

	@Test
	void missingPasswordIsSaid() {
		useCluster(cluster(this.server, null));
		Awaitility.await().until(() -> node().health().state() == NodeHealth.State.DOWN);
		assertThat(node().health().lastError()).contains("the server wants a user name and a password");
	}

	@Test
	void missingPasswordIsSaidToThoseWhoStore() {
		useCluster(new MemcachedCluster(List.of(new NodeAddress(this.server.host(), this.server.port(), 1)),
				XMemcachedOperations::new, settings(null)));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> node().operations().set("key", new Item(0, new byte[] { 'x' }), 0).join())
			.withMessageContaining("the server wants a user name and a password");
	}

	@Test
	void serverThatWantsNoPasswordDoesNotKeepIt() {
		try (MemcachedServer open = MemcachedServer.start()) {
			useCluster(cluster(open, new Credentials("shop", PASSWORD)));
			awaitStored();
			assertThat(node().operations().get("larder:authentication").join()).isNull();
		}
	}

	private static NodeSettings settings(@Nullable Credentials credentials) {
		return NodeSettings.defaults()
			.withOperationTimeout(Duration.ofSeconds(5))
			.withReconnectInterval(Duration.ofMillis(50))
			.withProbeInterval(Duration.ofMillis(50))
			.withAccess(null, credentials);
	}

	private static MemcachedCluster cluster(MemcachedServer server, @Nullable Credentials credentials) {
		MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress(server.host(), server.port(), 1)),
				XMemcachedOperations::new, settings(credentials));
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

	private Reason reasonOfGet() {
		try {
			node().operations().get("key").join();
			throw new AssertionError("It succeeded");
		}
		catch (CompletionException ex) {
			return ((MemcachedException) ex.getCause()).reason();
		}
	}

	private void awaitStored() {
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> node().operations().set("key", new Item(0, new byte[] { 'x' }), 0).join(),
					StoreResult.STORED::equals);
	}

}
