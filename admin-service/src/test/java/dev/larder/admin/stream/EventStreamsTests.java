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

package dev.larder.admin.stream;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventStreams}, over HTTP.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamsTests {

	private final MemcachedServer server = MemcachedServer.start();

	private AdminClient admin;

	private static AdminClient start(MemcachedServer server) {
		return AdminClient.start(
				List.of("larder.admin.data-directory=" + TemporaryDirectory.create(),
						"larder.admin.operations.deletes-per-second=100", "larder.admin.operations.max-wait=0",
						"larder.admin.operations.max-duration=60s", "spring.lifecycle.timeout-per-shutdown-phase=20s"),
				server);
	}

	@BeforeAll
	void start() {
		this.admin = start(this.server);
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.server.close();
	}

	private void fill(String prefix, int count) {
		try (MemcachedConnection connection = this.server.connect()) {
			for (int i = 0; i < count; i++) {
				connection.set(prefix + i, 0, 0, "1".getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	/**
	 * Begins something that takes a second for each hundred keys.
	 */
	private static String evict(AdminClient admin, String prefix) {
		String body = "{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"main\",\"prefix\":\"" + prefix
				+ "\"},\"dryRun\":false,\"confirm\":\"main\"}";
		return "/api/v1/operations/" + admin.post("/api/v1/operations", body).text("$.id");
	}

	private static List<String> names(List<String> lines) {
		return lines.stream()
			.filter((line) -> line.startsWith("event:"))
			.map((line) -> line.substring("event:".length()))
			.toList();
	}

	@Test
	void operationTellsItsProgressUntilItEnds() {
		fill("a:", 300);
		HttpResponse<Stream<String>> response = this.admin.stream(evict(this.admin, "a:") + "/events", Map.of());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		List<String> lines = response.body().toList();
		assertThat(names(lines)).hasSizeGreaterThan(2).endsWith("progress", "end");
		List<String> data = lines.stream().filter((line) -> line.startsWith("data:")).toList();
		assertThat(data.get(0)).contains("\"state\":\"RUNNING\"");
		assertThat(data.get(data.size() - 1)).contains("\"state\":\"SUCCEEDED\"");
		assertThat(String.join("\n", data)).contains("\"items\":300");
	}

	@Test
	void operationThatHasEndedTellsSoWhateverWasSeenBefore() {
		String path = evict(this.admin, "none:");
		Awaitility.await().until(() -> this.admin.get(path).text("$.state").equals("SUCCEEDED"));
		List<String> lines = this.admin.stream(path + "/events", Map.of("Last-Event-ID", "99 x")).body().toList();
		assertThat(names(lines)).containsExactly("end");
		assertThat(lines).contains("id:1");
	}

	@Test
	void scanTellsItsProgressWithoutKeys() {
		fill("secret:", 10);
		String id = this.admin.post("/api/v1/clusters/main/scans", "{}").text("$.id");
		List<String> lines = this.admin.stream("/api/v1/scans/" + id + "/events", Map.of()).body().toList();
		assertThat(names(lines)).last().isEqualTo("end");
		assertThat(String.join("\n", lines)).contains("\"seen\":", "\"completeness\"").doesNotContain("secret:");
	}

	@Test
	void unknownOperationHasNoEvents() {
		assertThat(this.admin.get("/api/v1/operations/none/events").status()).isEqualTo(404);
	}

	@Test
	void streamOfAClientThatWentAwayIsOver() throws IOException {
		fill("b:", 1500);
		String path = evict(this.admin, "b:");
		EventStreams streams = this.admin.bean(EventStreams.class);
		int before = streams.count();
		try (Socket socket = new Socket("localhost", URI.create(this.admin.url()).getPort())) {
			socket.getOutputStream().write(this.admin.rawGet(path + "/events"));
			assertThat(socket.getInputStream().read()).isEqualTo('H');
			assertThat(streams.count()).isEqualTo(before + 1);
		}
		Awaitility.await().until(() -> streams.count() == before);
		this.admin.post(path + "/cancellations", "");
	}

	@Test
	void streamsOfAUserAreBounded() {
		fill("c:", 1500);
		String path = evict(this.admin, "c:");
		List<Stream<String>> open = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			HttpResponse<Stream<String>> response = this.admin.stream(path + "/events", Map.of());
			assertThat(response.statusCode()).isEqualTo(200);
			open.add(response.body());
		}
		assertThat(this.admin.stream(path + "/events", Map.of()).statusCode()).isEqualTo(429);
		open.forEach(Stream::close);
		this.admin.post(path + "/cancellations", "");
		Awaitility.await().until(() -> this.admin.bean(EventStreams.class).count() == 0);
	}

	@Test
	void endOfTheServiceDoesNotWaitForStreams() throws Exception {
		fill("d:", 1500);
		AdminClient other = start(this.server);
		HttpResponse<Stream<String>> response = other.stream(evict(other, "d:") + "/events", Map.of());
		Iterator<String> lines = response.body().iterator();
		assertThat(lines.hasNext()).isTrue();
		long start = System.nanoTime();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(other::close);
		lines.forEachRemaining((line) -> {
		});
		closing.get(30, TimeUnit.SECONDS);
		assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(15);
	}

}
