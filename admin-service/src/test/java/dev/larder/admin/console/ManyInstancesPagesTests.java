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

package dev.larder.admin.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.admin.history.Poller;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that pages ask the database as often for hundreds of instances and many caches as
 * for one, and the instances not at all. How long a page takes is written to the log.
 */
@ServerTest
class ManyInstancesPagesTests {

	private static final Logger logger = LoggerFactory.getLogger(ManyInstancesPagesTests.class);

	private static final int INSTANCES = 300;

	private static final int CACHES = 120;

	/**
	 * Far fewer than there are rows.
	 */
	private static final int ENOUGH_QUERIES = 20;

	private static final AtomicInteger requests = new AtomicInteger();

	private static final byte[] report = report().getBytes(StandardCharsets.UTF_8);

	private static final ExecutorService threads = Executors.newCachedThreadPool();

	private static HttpServer instances;

	private static MemcachedServer memcached;

	private static AdminClient admin;

	private static String report() {
		return IntStream.range(0, CACHES)
			.mapToObj((cache) -> "{\"name\":\"cache-" + cache + "\",\"manager\":\"cacheManager\",\"mode\":\"tiered\","
					+ "\"statistics\":{\"hits\":100,\"localHits\":90,\"misses\":10,\"loads\":10,\"size\":5}}")
			.collect(Collectors.joining(",", "{\"schemaVersion\":1,\"caches\":[", "],\"nodes\":[]}"));
	}

	private static void answer(HttpExchange exchange) throws IOException {
		requests.incrementAndGet();
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, report.length);
		exchange.getResponseBody().write(report);
		exchange.close();
	}

	@BeforeAll
	static void start() throws IOException {
		instances = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), INSTANCES);
		instances.setExecutor(threads);
		instances.createContext("/", ManyInstancesPagesTests::answer);
		instances.start();
		memcached = MemcachedServer.start();
		List<String> properties = new ArrayList<>(List.of("larder.admin.history.interval=60s",
				"larder.admin.data-directory=" + TemporaryDirectory.create(), "larder.admin.deadline=60s",
				"larder.admin.read-timeout=60s", "larder.admin.connect-timeout=60s",
				"larder.admin.applications[0].name=atlas"));
		for (int i = 0; i < INSTANCES; i++) {
			properties.add("larder.admin.applications[0].instances[" + i + "]=http://127.0.0.1:"
					+ instances.getAddress().getPort() + "/i" + i + "/actuator");
		}
		admin = AdminClient.start(properties, memcached);
		admin.bean(Poller.class).poll();
		addAnHour();
		admin.bean(Poller.class).poll();
	}

	private static void addAnHour() {
		JdbcTemplate jdbc = admin.bean(JdbcTemplate.class);
		Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
		String add = "insert into history_point (step_ms, ends_at, series_id, begins_at, figures)"
				+ " select ?, ?, id, ?, 'h12.5;l10.25;m1.5;s1;o1;t20;e0;x0;n1500;r300' from history_series";
		for (int minute = 1; minute < 60; minute++) {
			long at = end.minus(minute, ChronoUnit.MINUTES).toEpochMilli();
			jdbc.update(add, 60_000, at, at - 60_000);
			for (int sample = 0; sample < 6; sample++) {
				jdbc.update(add, 0, at - 10_000L * sample, at - 10_000L * (sample + 1));
			}
		}
		jdbc.update("delete from history_progress where step_ms = 60000");
		jdbc.update("insert into history_progress (step_ms, complete_until) values (60000, ?)",
				end.minus(1, ChronoUnit.MINUTES).toEpochMilli());
	}

	@AfterAll
	static void stop() {
		admin.close();
		memcached.close();
		instances.stop(0);
		threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/applications/atlas", "/applications/atlas?page=15", "/applications/atlas/matrix",
			"/applications/atlas/cache?name=cache-3", "/applications/atlas/cache/instances?name=cache-3",
			"/applications/atlas/cache/instances?name=cache-3&page=15", "/clusters/main" })
	void pageAsksForEverythingAtOnce(String path) {
		String session = admin.login();
		admin.getWithCookie(path, session);
		int asked = requests.get();
		List<Long> millis = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			long start = System.nanoTime();
			assertThat(admin.getWithCookie(path, session).status()).isEqualTo(200);
			millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		}
		int queries = queries(() -> admin.getWithCookie(path, session));
		logger.info("{} took {} ms and {} queries", path, millis, queries);
		assertThat(queries).isLessThanOrEqualTo(ENOUGH_QUERIES);
		assertThat(requests.get()).isEqualTo(asked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/applications/atlas?", "/applications/atlas/cache/instances?name=cache-3&" })
	void instancesAreShownInPagesThatTheUrlNames(String path) {
		String session = admin.login();
		String first = admin.getWithCookie(path + "window=1d", session).body();
		assertThat(first).contains("1 of 15", "page=2").doesNotContain("page=0");
		Set<String> seen = new TreeSet<>();
		for (int page = 1; page <= 15; page++) {
			Matcher row = Pattern.compile("<th scope=\"row\">(127[^<]+)<")
				.matcher(admin.getWithCookie(path + "page=" + page, session).body());
			int rows = 0;
			while (row.find()) {
				seen.add(row.group(1));
				rows++;
			}
			assertThat(rows).isEqualTo(20);
		}
		assertThat(seen).hasSize(INSTANCES);
	}

	@Test
	void cachesAreShownInPagesThatTheUrlNames() {
		String session = admin.login();
		Set<String> seen = new TreeSet<>();
		for (int page = 1; page <= 3; page++) {
			String body = admin.getWithCookie("/applications/atlas?caches=" + page, session).body();
			assertThat(body).contains(page + " of 3", "1 of 15");
			Matcher row = Pattern.compile(">(cache-\\d+)</a>").matcher(body);
			int rows = 0;
			while (row.find()) {
				seen.add(row.group(1));
				rows++;
			}
			assertThat(rows).isEqualTo((page < 3) ? 50 : 20);
		}
		assertThat(seen).hasSize(CACHES);
	}

	@Test
	void pageOfCachesStaysWhenThatOfInstancesIsChanged() {
		String page = admin.getWithCookie("/applications/atlas?caches=2", admin.login()).body();
		assertThat(page).contains("href=\"?caches=2&amp;page=2#instances\"", "href=\"?caches=3#caches\"");
	}

	@Test
	void windowAndPageStayWhenTheOtherIsChanged() {
		String page = admin.getWithCookie("/applications/atlas?page=3&window=1d", admin.login()).body();
		assertThat(page).contains("href=\"?window=1d&amp;page=4#instances\"", "href=\"?window=30d&amp;page=3\"");
	}

	@Test
	void instancesAreAskedWhenSomebodyWantsThemToBe() {
		int asked = requests.get();
		assertThat(admin.getWithCookie("/applications/atlas/matrix?ask=true", admin.login()).status()).isEqualTo(200);
		assertThat(requests.get() - asked).isEqualTo(INSTANCES);
	}

	/**
	 * Returns how often the database is asked, apart from the session of the login and
	 * from what the service does by itself meanwhile, on other threads.
	 */
	private static int queries(Runnable page) {
		ch.qos.logback.classic.Logger statements = (ch.qos.logback.classic.Logger) LoggerFactory
			.getLogger(JdbcTemplate.class);
		ListAppender<ILoggingEvent> appender = new ListAppender<>() {

			@Override
			protected void append(ILoggingEvent event) {
				// Finds the name of the thread, which is this one only now
				event.prepareForDeferredProcessing();
				super.append(event);
			}

		};
		appender.start();
		statements.setLevel(Level.DEBUG);
		statements.setAdditive(false);
		statements.addAppender(appender);
		try {
			page.run();
			return (int) List.copyOf(appender.list)
				.stream()
				.filter((event) -> event.getThreadName().startsWith("http-"))
				.map(ILoggingEvent::getFormattedMessage)
				.filter((message) -> message.contains("statement [") && !message.contains("SPRING_SESSION"))
				.count();
		}
		finally {
			statements.detachAppender(appender);
			statements.setAdditive(true);
			statements.setLevel(null);
		}
	}

}
