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

package dev.larder.admin.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditEventStore}.
 */
class AuditEventStoreTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final AuditQuery ALL = new AuditQuery(null, null, null, null);

	private AuditEventStore store;

	@BeforeEach
	void createStore() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + System.identityHashCode(this)
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
		Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
		this.store = new AuditEventStore(JdbcClient.create(dataSource), JsonMapper.shared());
	}

	private void add(int number, Duration age) {
		this.store.add(new AuditEvent(NOW.minus(age), "jo", "LOGIN", Map.of("number", number)));
	}

	private List<Object> numbers(AuditQuery query) {
		return this.store.find(query, null, 100).stream().map((event) -> event.data().get("number")).toList();
	}

	@Test
	void newestComesFirst() {
		IntStream.range(0, 3).forEach((number) -> add(number, Duration.ZERO));
		assertThat(numbers(ALL)).containsExactly(2, 1, 0);
	}

	@Test
	void pageBeginsBeforeTheOneBefore() {
		IntStream.range(0, 5).forEach((number) -> add(number, Duration.ZERO));
		long second = this.store.find(ALL, null, 2).get(1).id();
		assertThat(this.store.find(ALL, second, 2)).extracting((event) -> event.data().get("number"))
			.containsExactly(2, 1);
	}

	@Test
	void queryNarrows() {
		add(0, Duration.ofHours(3));
		add(1, Duration.ofHours(2));
		add(2, Duration.ofHours(1));
		Instant from = NOW.minus(Duration.ofMinutes(150));
		Instant to = NOW.minus(Duration.ofMinutes(90));
		assertThat(numbers(new AuditQuery("jo", "LOGIN", from, to))).containsExactly(1);
		assertThat(numbers(new AuditQuery("jill", null, null, null))).isEmpty();
		assertThat(numbers(new AuditQuery(null, "LOGOUT", null, null))).isEmpty();
	}

	@Test
	void oldEventsAreRemoved() {
		add(0, Duration.ofDays(2));
		add(1, Duration.ofHours(1));
		assertThat(this.store.prune(NOW.minus(Duration.ofDays(1)), 100)).isEqualTo(1);
		assertThat(numbers(ALL)).containsExactly(1);
	}

	@Test
	void oldestOfTooManyAreRemoved() {
		IntStream.range(0, 5).forEach((number) -> add(number, Duration.ZERO));
		assertThat(this.store.prune(NOW.minus(Duration.ofDays(1)), 3)).isEqualTo(2);
		assertThat(numbers(ALL)).containsExactly(4, 3, 2);
	}

	@Test
	void allAreExportedInPages() {
		IntStream.range(0, 2500).forEach((number) -> add(number, Duration.ZERO));
		int[] count = new int[1];
		this.store.forEach(ALL, (event) -> count[0]++);
		assertThat(count[0]).isEqualTo(2500);
	}

}
