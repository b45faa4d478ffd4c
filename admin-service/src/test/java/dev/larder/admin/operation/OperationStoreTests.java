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

package dev.larder.admin.operation;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.sentence.Sentence;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationStore}.
 */
class OperationStoreTests {

	private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

	private OperationTargetStore targets;

	private OperationHeartbeats heartbeats;

	private OperationStore store;

	private IdempotencyKeyStore keys;

	private final AtomicInteger openConnections = new AtomicInteger();

	private final AtomicInteger mostConnections = new AtomicInteger();

	@BeforeEach
	void createStore() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + System.identityHashCode(this)
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
		Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
		JdbcClient jdbc = JdbcClient.create(counting(dataSource));
		this.targets = new OperationTargetStore(jdbc, JsonMapper.shared());
		this.store = new OperationStore(jdbc, this.targets, JsonMapper.shared());
		this.heartbeats = new OperationHeartbeats(jdbc, this.targets);
		this.keys = new IdempotencyKeyStore(jdbc);
	}

	private DataSource counting(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				mostConnections.accumulateAndGet(openConnections.incrementAndGet(), Math::max);
				return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
						new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
							if (method.getName().equals("close")) {
								openConnections.decrementAndGet();
							}
							return method.invoke(connection, arguments);
						});
			}

		};
	}

	private String add(String id, OperationState state, Duration age) {
		List<Answer<TargetOutcome>> results = List.of(pending("first"), pending("second"), pending("third"));
		this.store.add(new Operation(id, OperationType.SERVER_FLUSH, state, false, Map.of("cluster", "main"), "plan",
				null, "jo", null, null, null, START.minus(age), null, AnswerSummary.of(results), results));
		return id;
	}

	private static Answer<TargetOutcome> pending(String target) {
		return new Answer<>(target, AnswerState.PENDING, 0, null, null);
	}

	private Operation find(String id) {
		return this.store.find(id).orElseThrow();
	}

	private List<AnswerState> states(String id) {
		return find(id).results().stream().<AnswerState>map(Answer::state).toList();
	}

	@Test
	void operationIsFoundAsItWasAdded() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		Operation found = find("a");
		assertThat(found.target()).isEqualTo(Map.of("cluster", "main"));
		assertThat(found.results()).extracting(Answer::target).containsExactly("first", "second", "third");
		assertThat(found.startedAt()).isEqualTo(START);
	}

	@Test
	void targetIsMarkedBeforeItIsTold() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		assertThat(this.targets.begin("a", 1)).isTrue();
		assertThat(states("a")).containsExactly(AnswerState.PENDING, AnswerState.RUNNING, AnswerState.PENDING);
	}

	@Test
	void targetOfACancelledOperationMayNotBeTold() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		assertThat(this.store.cancel("a", "jill")).isTrue();
		assertThat(this.targets.begin("a", 1)).isFalse();
		assertThat(find("a").cancelledBy()).isEqualTo("jill");
	}

	@Test
	void endedOperationCannotBeCancelled() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		this.store.finish("a", OperationState.SUCCEEDED, START);
		assertThat(this.store.cancel("a", "jill")).isFalse();
	}

	@Test
	void operationEndsOnce() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		assertThat(this.store.finish("a", OperationState.SUCCEEDED, START)).isTrue();
		assertThat(this.store.finish("a", OperationState.FAILED, START)).isFalse();
		assertThat(find("a").state()).isEqualTo(OperationState.SUCCEEDED);
	}

	@Test
	void abandonedOperationIsInterruptedAndSaysWhatIsUnknown() {
		add("a", OperationState.RUNNING, Duration.ofMinutes(1));
		this.targets.begin("a", 0);
		this.targets.end("a", 0,
				new Answer<>("first", AnswerState.OK, 3, TargetOutcome.done(Sentence.of("flushed")), null));
		this.targets.begin("a", 1);
		Instant before = START.minus(Duration.ofSeconds(15));
		assertThat(this.heartbeats.abandoned(before)).containsExactly("a");
		assertThat(this.heartbeats.interrupt("a", before, START)).isTrue();
		assertThat(find("a").state()).isEqualTo(OperationState.INTERRUPTED);
		assertThat(states("a")).containsExactly(AnswerState.OK, AnswerState.UNKNOWN, AnswerState.CANCELLED);
	}

	@Test
	void operationThatIsBeingDoneIsNotAbandoned() {
		add("a", OperationState.RUNNING, Duration.ofMinutes(1));
		this.heartbeats.beat(List.of("a"), START);
		assertThat(this.heartbeats.abandoned(START.minus(Duration.ofSeconds(15)))).isEmpty();
	}

	@Test
	void operationThatAwaitsApprovalIsNotAbandoned() {
		add("a", OperationState.AWAITING_APPROVAL, Duration.ofMinutes(1));
		assertThat(this.heartbeats.abandoned(START)).isEmpty();
	}

	@Test
	void operationIsApprovedOnce() {
		add("a", OperationState.AWAITING_APPROVAL, Duration.ZERO);
		assertThat(this.store.approve("a", START)).isTrue();
		assertThat(this.store.approve("a", START)).isFalse();
	}

	@Test
	void oneConnectionIsEnoughForAQuestion() {
		add("a", OperationState.RUNNING, Duration.ZERO);
		add("b", OperationState.RUNNING, Duration.ZERO);
		assertThat(this.store.newest(null, null, 10)).hasSize(2)
			.allSatisfy((operation) -> assertThat(operation.summary().pending()).isEqualTo(3));
		find("a");
		assertThat(this.mostConnections).hasValue(1);
		assertThat(this.openConnections).hasValue(0);
	}

	@Test
	void pagesFollowOneAnother() {
		add("a", OperationState.RUNNING, Duration.ofMinutes(2));
		add("c", OperationState.RUNNING, Duration.ofMinutes(1));
		add("b", OperationState.RUNNING, Duration.ofMinutes(1));
		List<Operation> first = this.store.newest(null, null, 2);
		assertThat(first).extracting(Operation::id).containsExactly("c", "b");
		assertThat(this.store.newest(null, OperationStore.Position.of(first.get(1)), 2)).extracting(Operation::id)
			.containsExactly("a");
	}

	@Test
	void oldOperationsAreRemovedWithTheirKeys() {
		add("a", OperationState.RUNNING, Duration.ofDays(2));
		add("b", OperationState.RUNNING, Duration.ZERO);
		IdempotencyKey key = IdempotencyKey.of("jo", "key", "request");
		this.keys.add(key, "a");
		assertThat(this.store.prune(START.minus(Duration.ofDays(1)), 100)).isEqualTo(1);
		assertThat(this.store.find("a")).isEmpty();
		assertThat(this.keys.operation(key)).isEmpty();
		assertThat(this.store.find("b")).isPresent();
	}

}
