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
package dev.larder.internal.memcached.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.larder.internal.memcached.connect.ServerDialer;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyScanner}.
 */
@Timeout(60)
@ServerTest
class KeyScannerTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@Test
	void findsAllKeysThatStartAlike() {
		List<String> keys = IntStream.range(0, 20_000).mapToObj((i) -> "shop:texts:%7E" + i).toList();
		store(keys);
		store(List.of("shop:texts@generation", "shop:text:1", "shop:texts2:1", "other:shop:texts:1"));
		assertThat(scanner(memcached.server()).scan((key) -> key.startsWith("shop:texts:"), 100_000))
			.containsExactlyInAnyOrderElementsOf(keys);
	}

	@Test
	void findsNothingOnAnEmptyServer() {
		assertThat(scanner(memcached.server()).scan((key) -> key.startsWith("shop:"), 10)).isEmpty();
	}

	@Test
	void stopsAtTheLimit() {
		store(List.of("shop:1", "shop:2", "shop:3"));
		assertThat(scanner(memcached.server()).scan((key) -> key.startsWith("shop:"), 2)).hasSize(2);
	}

	@Test
	void itemsArePassedOnAsLongAsTheyAreWanted() {
		store(List.of("shop:1", "shop:%202", "shop:3"));
		List<DumpedItem> items = new ArrayList<>();
		scanner(memcached.server()).scan(items::add);
		assertThat(items).extracting(DumpedItem::text).containsExactlyInAnyOrder("shop:1", "shop:%202", "shop:3");
		assertThat(items).allSatisfy((item) -> {
			assertThat(item.size()).isBetween(50L, 100L);
			assertThat(item.cas()).isPositive();
			assertThat(item.expiresAt()).isEqualTo(-1);
		});
		items.clear();
		scanner(memcached.server()).scan((item) -> items.add(item) && items.size() < 2);
		assertThat(items).hasSize(2);
	}

	@Test
	void serverThatFallsSilentAmidTheKeysIsNotWaitedForLongerThanTheCallerWants() throws IOException {
		ScanTimeouts impatient = new ScanTimeouts(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ZERO);
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			KeyScanner scanner = scanner(listener.getLocalPort(), impatient);
			assertThatExceptionOfType(ScanFailedException.class).isThrownBy(() -> scanner.scan((item) -> true))
				.withCauseInstanceOf(SocketTimeoutException.class)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DISCONNECTED));
		}
	}

	@ParameterizedTest
	@CsvSource({ "-X, metadump not allowed", "-ono_lru_crawler, lru crawler disabled" })
	void serverThatIsConfiguredNotToListKeysRefuses(String option, String answer) {
		try (MemcachedServer server = MemcachedServer.start(option)) {
			assertThatExceptionOfType(ScanFailedException.class)
				.isThrownBy(() -> scanner(server).scan((key) -> key.startsWith("shop:"), 10))
				.withMessageContaining(answer)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.REFUSED));
		}
	}

	@Test
	void serverThatIsDownIsDisconnected() {
		memcached.server().kill();
		assertThatExceptionOfType(ScanFailedException.class)
			.isThrownBy(() -> scanner(memcached.server()).scan((key) -> key.startsWith("shop:"), 10))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DISCONNECTED));
	}

	@Test
	void serverThatScansForSomeoneElseIsBusy() throws Exception {
		assertThatExceptionOfType(ScanFailedException.class)
			.isThrownBy(() -> scan(Map.of("hash", "BUSY currently processing crawler request\r\n")))
			.withMessageContaining("BUSY")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.BUSY));
	}

	@Test
	void scanOfSomeoneElseIsWaitedFor() throws Exception {
		Map<String, String> busy = Map.of("hash", "BUSY currently processing crawler request\r\n");
		Map<String, String> free = Map.of("hash", "key=shop%3A1 exp=-1 la=1 cas=1 fetch=no cls=1 size=60\nEND\r\n");
		assertThat(scan(Duration.ofSeconds(30), List.of(busy, busy, free))).containsExactly("shop:1");
	}

	@Test
	void waitEndsWithTheThread() throws IOException {
		Map<String, String> busy = Map.of("hash", "BUSY currently processing crawler request\r\n");
		ScanTimeouts patient = new ScanTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
		Thread scanning = Thread.currentThread();
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> peer = CompletableFuture.runAsync(() -> {
				answer(listener, busy);
				scanning.interrupt();
			});
			assertThatExceptionOfType(ScanFailedException.class)
				.isThrownBy(() -> scanner(listener.getLocalPort(), patient).scan((key) -> key.startsWith("shop:"), 10));
			peer.join();
		}
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void olderServerIsAskedForItsLists() throws Exception {
		List<String> keys = scan(Map.of("hash", "BADCLASS invalid class id\r\n", "all",
				"key=shop%3A1 exp=-1 la=1 cas=1 fetch=no cls=1 size=60\nEND\r\n"));
		assertThat(keys).containsExactly("shop:1");
	}

	@Test
	void newerServerSaysOkFirst() throws Exception {
		List<String> keys = scan(
				Map.of("hash", "OK\r\nkey=shop%3A1 exp=-1 la=1 cas=1 fetch=no cls=1 size=60 flags=0 \nEND\r\n"));
		assertThat(keys).containsExactly("shop:1");
	}

	@Test
	void serverThatKnowsNoDumpRefuses() {
		assertThatExceptionOfType(ScanFailedException.class)
			.isThrownBy(() -> scan(Map.of("hash", "ERROR\r\n", "all", "ERROR\r\n")))
			.withMessageContaining("ERROR")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.REFUSED));
	}

	@Test
	void connectionThatEndsAmidTheKeysIsNoScan() {
		assertThatExceptionOfType(ScanFailedException.class)
			.isThrownBy(() -> scan(Map.of("hash", "key=shop%3A1 exp=-1\n")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DISCONNECTED));
	}

	private static void store(List<String> keys) {
		try (MemcachedConnection connection = memcached.server().connect()) {
			keys.forEach((key) -> connection.set(key, 0, 0, new byte[1]));
		}
	}

	private static KeyScanner scanner(MemcachedServer server) {
		return scanner(server.port(), ScanTimeouts.USUAL);
	}

	private static KeyScanner scanner(int port, ScanTimeouts timeouts) {
		ServerDialer dialer = new ServerDialer(null, null, Duration.ofSeconds(1));
		return new KeyScanner(() -> dialer.connect("127.0.0.1", port, "127.0.0.1"), timeouts);
	}

	/**
	 * Scans a peer that says what other versions of memcached, or proxies, say.
	 */
	private static List<String> scan(Map<String, String> answers) throws IOException {
		return scan(Duration.ZERO, List.of(answers));
	}

	/**
	 * Scans a peer that says something else to each connection.
	 */
	private static List<String> scan(Duration busy, List<Map<String, String>> answers) throws IOException {
		ScanTimeouts timeouts = new ScanTimeouts(Duration.ofSeconds(1), Duration.ofMinutes(1), busy);
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> peer = CompletableFuture
				.runAsync(() -> answers.forEach((each) -> answer(listener, each)));
			try {
				return scanner(listener.getLocalPort(), timeouts).scan((key) -> key.startsWith("shop:"), 10);
			}
			finally {
				peer.join();
			}
		}
	}

	private static void answer(ServerSocket listener, Map<String, String> answers) {
		try (Socket socket = listener.accept()) {
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			for (int i = 0; i < answers.size(); i++) {
				String source = reader.readLine().substring("lru_crawler metadump ".length());
				socket.getOutputStream().write(answers.get(source).getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
