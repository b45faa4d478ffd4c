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

package dev.larder.admin.history;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Poller} with an application of many instances.
 */
@ServerTest
class ManyInstancesTests {

	private static final Logger logger = LoggerFactory.getLogger(ManyInstancesTests.class);

	private static final int INSTANCES = 300;

	private static final int CACHES = 20;

	private final Map<String, Integer> requests = new ConcurrentHashMap<>();

	private final byte[] report = report().getBytes(StandardCharsets.UTF_8);

	private static String report() {
		return IntStream.range(0, CACHES)
			.mapToObj((cache) -> "{\"name\":\"shop/cache-" + cache
					+ "\",\"manager\":\"cacheManager\",\"mode\":\"tiered\","
					+ "\"statistics\":{\"hits\":100,\"localHits\":90,\"misses\":10,\"loads\":10,\"size\":5}}")
			.collect(Collectors.joining(",", "{\"schemaVersion\":1,\"caches\":[",
					"],\"nodes\":[{\"name\":\"cache-1:11211\",\"state\":\"UP\",\"coherence\":{\"ageMs\":5,\"lastLagMs\":9}}]}"));
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, this.report.length);
		exchange.getResponseBody().write(this.report);
		exchange.close();
	}

	@Test
	void pollAsksEachInstanceOnce() throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), INSTANCES);
		ExecutorService threads = Executors.newCachedThreadPool();
		server.setExecutor(threads);
		server.createContext("/", this::answer);
		server.start();
		List<String> properties = new ArrayList<>(List.of("larder.admin.history.enabled=false",
				"larder.admin.data-directory=" + TemporaryDirectory.create(), "larder.admin.deadline=30s",
				"larder.admin.read-timeout=20s", "larder.admin.connect-timeout=20s",
				"larder.admin.applications[0].name=atlas"));
		for (int i = 0; i < INSTANCES; i++) {
			properties.add("larder.admin.applications[0].instances[" + i + "]=http://127.0.0.1:"
					+ server.getAddress().getPort() + "/i" + i + "/actuator");
		}
		try (MemcachedServer memcached = MemcachedServer.start();
				AdminClient admin = AdminClient.start(properties, memcached)) {
			List<Long> millis = new ArrayList<>();
			for (int round = 1; round <= 3; round++) {
				long start = System.nanoTime();
				assertThat(admin.bean(Poller.class).poll()).isTrue();
				millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
				assertThat(this.requests).hasSize(INSTANCES).doesNotContainValue(round - 1);
				assertThat(this.requests.values()).containsOnly(round);
			}
			logger.info("Polls of {} instances with {} caches took {} ms", INSTANCES, CACHES, millis);
			assertThat(
					admin.get("/api/v1/applications/atlas/history?cache=shop/cache-3").text("$.latest.figures.items"))
				.isEqualTo("1500.0");
			assertThat(admin.get("/api/v1/overview").text("$.applications[0].latest.figures.reporting"))
				.isEqualTo("300.0");
		}
		finally {
			server.stop(0);
			threads.shutdownNow();
		}
	}

}
