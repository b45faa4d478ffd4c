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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link HistoryStore}, {@link RollUp}, {@link FailureStore} and {@link Lease}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractHistoryStoreTests {

	private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

	private static final Subject SERVER = Subject.server("main", "cache-1-11211");

	private static final Subject CLUSTER = Subject.cluster("main");

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private JdbcClient jdbc;

	private HistoryStore store;

	private FailureStore failures;

	abstract DataSource dataSource();

	@BeforeAll
	void createTables() {
		DataSource dataSource = dataSource();
		Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
		TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.jdbc = JdbcClient.create(dataSource);
		this.store = new HistoryStore(new JdbcTemplate(dataSource), transactions, 3);
		this.failures = new FailureStore(this.jdbc, transactions);
	}

	@BeforeEach
	void empty() {
		for (String table : List.of("history_series", "history_progress", "history_failure", "lease")) {
			this.jdbc.sql("delete from " + table).update();
		}
	}

	private static Point hits(int fromSecond, int toSecond, double hits) {
		return new Point(START.plusSeconds(fromSecond), START.plusSeconds(toSecond),
				Figures.of(Map.of(Figure.HITS, hits)));
	}

	private void add(Subject subject, Point... points) {
		this.store.add(HistoryStep.SAMPLE, Map.of(subject, List.of(points)), points[points.length - 1].to());
	}

	private List<Point> find(HistoryStep step) {
		return this.store.find(SERVER, step, START.minus(Duration.ofDays(40)));
	}

	@Test
	void pointsAreFoundAsTheyWereAdded() {
		add(SERVER, hits(0, 10, 1), hits(10, 20, 2.5));
		add(CLUSTER, hits(0, 10, 7));
		assertThat(find(HistoryStep.SAMPLE)).containsExactly(hits(0, 10, 1), hits(10, 20, 2.5));
		assertThat(this.store.find(SERVER, HistoryStep.SAMPLE, START.plusSeconds(10)))
			.containsExactly(hits(10, 20, 2.5));
		assertThat(this.store.findLatest(SERVER)).isEqualTo(hits(10, 20, 2.5));
		assertThat(this.store.find(Subject.cluster("other"), HistoryStep.SAMPLE, START)).isEmpty();
		assertThat(this.store.findLatest(Subject.cluster("other"))).isNull();
	}

	@Test
	void manyAreFoundAtOnce() {
		Subject other = Subject.cluster("other");
		add(SERVER, hits(0, 10, 1), hits(10, 20, 2.5));
		add(CLUSTER, hits(0, 10, 7));
		assertThat(this.store.find(List.of(SERVER, CLUSTER, other), HistoryStep.SAMPLE, START.plusSeconds(5)))
			.isEqualTo(Map.of(SERVER, List.of(hits(0, 10, 1), hits(10, 20, 2.5)), CLUSTER, List.of(hits(0, 10, 7))));
		assertThat(this.store.find(List.of(CLUSTER), HistoryStep.SAMPLE, START)).containsOnlyKeys(CLUSTER);
		assertThat(this.store.findLatest(List.of(SERVER, CLUSTER, other)))
			.isEqualTo(Map.of(SERVER, hits(10, 20, 2.5), CLUSTER, hits(0, 10, 7)));
		assertThat(this.store.find(List.of(), HistoryStep.SAMPLE, START)).isEmpty();
	}

	@Test
	void lastAverageIsFoundOfWhatHasNoSamplesAnyMore() {
		this.store.add(HistoryStep.TEN_MINUTES, Map.of(SERVER, List.of(hits(0, 600, 4))), START.plusSeconds(600));
		add(CLUSTER, hits(600, 610, 7));
		assertThat(this.store.findLatest(List.of(SERVER, CLUSTER)))
			.isEqualTo(Map.of(SERVER, hits(0, 600, 4), CLUSTER, hits(600, 610, 7)));
	}

	@Test
	void storeKnowsHowFarItHasCome() {
		assertThat(this.store.polledAt()).isNull();
		add(SERVER, hits(0, 10, 1));
		add(SERVER, hits(10, 20, 1));
		assertThat(this.store.polledAt()).isEqualTo(START.plusSeconds(20));
	}

	@Test
	void seriesAreBounded() {
		Map<Subject, List<Point>> points = new HashMap<>();
		for (int i = 0; i < 10; i++) {
			points.put(Subject.cache("atlas", "cache-" + i), List.of(hits(0, 10, 1)));
		}
		this.store.add(HistoryStep.SAMPLE, points, START.plusSeconds(10));
		this.store.add(HistoryStep.SAMPLE, Map.of(SERVER, List.of(hits(0, 10, 1))), START.plusSeconds(10));
		assertThat(this.jdbc.sql("select count(*) from history_series").query(Long.class).single()).isEqualTo(3);
		assertThat(this.jdbc.sql("select count(*) from history_point").query(Long.class).single()).isEqualTo(3);
	}

	@Test
	void stepsAreRolledUpOnceWhenTheyAreComplete() {
		RollUp rollUp = new RollUp(this.store, INTERVAL);
		add(SERVER, hits(-5, 5, 1), hits(5, 30, 1), hits(30, 90, 3), hits(120, 130, 9));
		rollUp.advance(START.plusSeconds(89));
		assertThat(find(HistoryStep.MINUTE)).containsExactly(hits(-60, 0, 1));
		rollUp.advance(START.plusSeconds(90));
		rollUp.advance(START.plusSeconds(91));
		assertThat(find(HistoryStep.MINUTE)).containsExactly(hits(-60, 0, 1), hits(0, 60, 2));
		assertThat(find(HistoryStep.TEN_MINUTES)).containsExactly(hits(-600, 0, 1));
		new RollUp(this.store, INTERVAL).advance(START.plusSeconds(1000));
		assertThat(find(HistoryStep.MINUTE)).extracting((point) -> point.figures().get(Figure.HITS))
			.containsExactly(1.0, 2.0, 3.0, 9.0);
		Point tenMinutes = find(HistoryStep.TEN_MINUTES).get(1);
		// (5 s and 25 s of 1, 60 s of 3, 10 s of 9) over the 100 s that are known
		assertThat(tenMinutes.figures().get(Figure.HITS)).isCloseTo(3.0, within(0.001));
	}

	@Test
	void rollUpOfALongInterruptionLooksNoFurtherBackThanSamplesAreKept() {
		add(SERVER, hits(0, 10, 1));
		RollUp rollUp = new RollUp(this.store, INTERVAL);
		rollUp.advance(START.plus(Duration.ofDays(100)));
		assertThat(find(HistoryStep.MINUTE)).isEmpty();
		assertThat(this.store.completeUntil(HistoryStep.MINUTE))
			.isEqualTo(START.plus(Duration.ofDays(100)).minus(Duration.ofMinutes(1)));
	}

	@Test
	void eachStepIsPrunedAfterItsTime() {
		add(SERVER, hits(0, 10, 1));
		this.store.add(HistoryStep.MINUTE, Map.of(SERVER, List.of(hits(0, 60, 1))), START.plusSeconds(60));
		this.store.add(HistoryStep.TEN_MINUTES, Map.of(SERVER, List.of(hits(0, 600, 1))), START.plusSeconds(600));
		List<Integer> removed = new ArrayList<>();
		for (Duration age : List.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(1).plusHours(2),
				Duration.ofDays(30), Duration.ofDays(31))) {
			removed.add(this.store.prune(START.plus(age)));
		}
		assertThat(removed).containsExactly(0, 1, 1, 0, 1);
		assertThat(this.jdbc.sql("select count(*) from history_series").query(Long.class).single()).isZero();
	}

	@Test
	void failuresAreFoundAsTheyWereSaved() {
		Failure failure = new Failure(3, START, START.plusSeconds(5), null, "target-timeout", "It is silent");
		Failure dated = new Failure(1, START, START, START.minusSeconds(10), "target-failed", "x");
		Subject instance = Subject.instance("atlas", "atlas-1-8080");
		this.failures.save(Map.of(SERVER, failure, instance, dated));
		assertThat(this.failures.findAll()).isEqualTo(Map.of(SERVER, failure, instance, dated));
		this.failures.save(Map.of(instance, dated));
		assertThat(this.failures.findAll()).containsOnlyKeys(instance);
	}

	@Test
	void leaseHasOneOwner() {
		Lease first = new Lease(this.jdbc, "a");
		Lease second = new Lease(this.jdbc, "a");
		assertThat(first.acquire(Duration.ofMinutes(1))).isTrue();
		assertThat(second.acquire(Duration.ofMinutes(1))).isFalse();
		assertThat(first.acquire(Duration.ofMinutes(1))).isTrue();
		assertThat(new Lease(this.jdbc, "b").acquire(Duration.ofMinutes(1))).isTrue();
	}

	@Test
	void releasedLeaseIsFree() {
		Lease first = new Lease(this.jdbc, "a");
		Lease second = new Lease(this.jdbc, "a");
		first.acquire(Duration.ofMinutes(1));
		second.release();
		assertThat(second.acquire(Duration.ofMinutes(1))).isFalse();
		first.release();
		assertThat(second.acquire(Duration.ofMinutes(1))).isTrue();
	}

	@Test
	void leaseOfAnOwnerThatIsGoneIsTakenOver() {
		Lease gone = new Lease(this.jdbc, "a");
		Lease second = new Lease(this.jdbc, "a");
		gone.acquire(Duration.ofMinutes(-1));
		assertThat(second.acquire(Duration.ofMinutes(1))).isTrue();
		assertThat(gone.acquire(Duration.ofMinutes(1))).isFalse();
	}

}
