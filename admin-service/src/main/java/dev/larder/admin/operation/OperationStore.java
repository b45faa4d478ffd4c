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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.store.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps operations in the database, with what each target has done so far. Safe for use
 * by several threads, and by several instances of the service.
 */
@Component
class OperationStore {

	private static final TypeReference<Map<String, Object>> TARGET = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper jsonMapper;

	OperationStore(JdbcClient jdbc, JsonMapper jsonMapper) {
		this.jdbc = jdbc;
		this.jsonMapper = jsonMapper;
	}

	@Transactional
	void add(Operation operation) {
		this.jdbc.sql("""
				insert into operation (id, operation_type, operation_state, dry_run, target, plan_id, confirmation,
				  requested_by, reason, retry_of, started_at, finished_at, heartbeat_at)
				values (:id, :type, :state, :dryRun, :target, :planId, :confirmation,
				  :requestedBy, :reason, :retryOf, :startedAt, :finishedAt, :startedAt)""")
			.param("id", operation.id())
			.param("type", operation.type().name())
			.param("state", operation.state().name())
			.param("dryRun", operation.dryRun())
			.param("target", this.jsonMapper.writeValueAsString(operation.target()))
			.param("planId", operation.planId())
			.param("confirmation", operation.confirmation())
			.param("requestedBy", operation.requestedBy())
			.param("reason", operation.reason())
			.param("retryOf", operation.retryOf())
			.param("startedAt", Times.parameter(operation.startedAt()))
			.param("finishedAt", (operation.finishedAt() != null) ? Times.parameter(operation.finishedAt()) : null)
			.update();
		addTargets(operation.id(), operation.results());
	}

	private void addTargets(String id, List<Answer<TargetOutcome>> results) {
		for (int i = 0; i < results.size(); i++) {
			Answer<TargetOutcome> result = results.get(i);
			result(id, i, result,
					"insert into operation_target (target, target_state, elapsed_ms, outcome, problem, operation_id, ordinal)"
							+ " values (:target, :state, :elapsed, :outcome, :problem, :id, :ordinal)");
		}
	}

	/**
	 * Marks a target as being told, unless the operation was cancelled.
	 * @return whether the target may be told
	 */
	boolean begin(String id, int ordinal) {
		return this.jdbc
			.sql("update operation_target set target_state = 'RUNNING' where operation_id = :id and ordinal = :ordinal"
					+ " and exists (select 1 from operation where id = :id and cancelled_by is null"
					+ " and operation_state = 'RUNNING')")
			.param("id", id)
			.param("ordinal", ordinal)
			.update() > 0;
	}

	/**
	 * Records what a target has done so far.
	 */
	void progress(String id, int ordinal, TargetOutcome soFar) {
		this.jdbc
			.sql("update operation_target set outcome = :outcome where operation_id = :id and ordinal = :ordinal"
					+ " and target_state = 'RUNNING'")
			.param("id", id)
			.param("ordinal", ordinal)
			.param("outcome", json(soFar))
			.update();
	}

	/**
	 * Returns whether an operation is being done and nobody has cancelled it.
	 */
	boolean isWanted(String id) {
		return this.jdbc
			.sql("select count(*) from operation where id = :id and cancelled_by is null"
					+ " and operation_state = 'RUNNING'")
			.param("id", id)
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Records what a target did; if it failed, what it had done until then remains. That
	 * it is unknown is not recorded of one that has said it meanwhile.
	 */
	void end(String id, int ordinal, Answer<TargetOutcome> result) {
		result(id, ordinal, result,
				"update operation_target set target = :target, target_state = :state, elapsed_ms = :elapsed,"
						+ " outcome = coalesce(:outcome, outcome), problem = :problem where operation_id = :id and ordinal = :ordinal"
						+ ((result.state() == AnswerState.UNKNOWN) ? " and target_state in ('PENDING', 'RUNNING')"
								: ""));
	}

	private void result(String id, int ordinal, Answer<TargetOutcome> result, String sql) {
		this.jdbc.sql(sql)
			.param("id", id)
			.param("ordinal", ordinal)
			.param("target", result.target())
			.param("state", result.state().name())
			.param("elapsed", result.elapsedMs())
			.param("outcome", json(result.data()))
			.param("problem", json(result.problem()))
			.update();
	}

	/**
	 * Ends an operation, unless it has ended already.
	 * @return whether it had not
	 */
	boolean finish(String id, OperationState state, Instant now) {
		return this.jdbc
			.sql("update operation set operation_state = :state, finished_at = :now where id = :id"
					+ " and operation_state in ('RUNNING', 'AWAITING_APPROVAL')")
			.param("id", id)
			.param("state", state.name())
			.param("now", Times.parameter(now))
			.update() > 0;
	}

	/**
	 * Starts an operation that awaits approval.
	 * @return whether it did
	 */
	boolean approve(String id, Instant now) {
		return this.jdbc
			.sql("update operation set operation_state = 'RUNNING', heartbeat_at = :now where id = :id"
					+ " and operation_state = 'AWAITING_APPROVAL' and cancelled_by is null")
			.param("id", id)
			.param("now", Times.parameter(now))
			.update() > 0;
	}

	/**
	 * Has the targets that have not been told yet be left alone.
	 * @return whether the operation had not ended
	 */
	boolean cancel(String id, String user) {
		return this.jdbc
			.sql("update operation set cancelled_by = :user where id = :id and cancelled_by is null"
					+ " and operation_state in ('RUNNING', 'AWAITING_APPROVAL')")
			.param("id", id)
			.param("user", user)
			.update() > 0;
	}

	/**
	 * Tells the other instances of the service that operations are still being done.
	 */
	void beat(Collection<String> ids, Instant now) {
		if (!ids.isEmpty()) {
			this.jdbc.sql("update operation set heartbeat_at = :now where id in (:ids)")
				.param("ids", ids)
				.param("now", Times.parameter(now))
				.update();
		}
	}

	/**
	 * Returns the operations that nobody does any more, though they have not ended.
	 * @param before none has been told of since then
	 * @return their ids
	 */
	List<String> abandoned(Instant before) {
		return this.jdbc.sql("select id from operation where operation_state = 'RUNNING' and heartbeat_at < :before")
			.param("before", Times.parameter(before))
			.query(String.class)
			.list();
	}

	/**
	 * Ends an operation that nobody does any more. What had been told and has not
	 * answered is unknown.
	 * @return whether it had not ended
	 */
	@Transactional
	boolean interrupt(String id, Instant before, Instant now) {
		boolean interrupted = this.jdbc
			.sql("update operation set operation_state = 'INTERRUPTED', finished_at = :now where id = :id"
					+ " and operation_state = 'RUNNING' and heartbeat_at < :before")
			.param("id", id)
			.param("before", Times.parameter(before))
			.param("now", Times.parameter(now))
			.update() > 0;
		if (interrupted) {
			change(id, AnswerState.RUNNING, AnswerState.UNKNOWN);
			change(id, AnswerState.PENDING, AnswerState.CANCELLED);
		}
		return interrupted;
	}

	/**
	 * Changes the state of all targets that have a state.
	 */
	void change(String id, AnswerState from, AnswerState to) {
		this.jdbc
			.sql("update operation_target set target_state = :to where operation_id = :id and target_state = :from")
			.param("id", id)
			.param("from", from.name())
			.param("to", to.name())
			.update();
	}

	Optional<Operation> find(String id) {
		return withResults(
				this.jdbc.sql("select * from operation where id = :id").param("id", id).query(this::operation).list())
			.stream()
			.findFirst();
	}

	/**
	 * Returns the newest operations of those before one.
	 * @param before the operation, or {@code null} to begin with the newest
	 * @param limit how many at most
	 * @return the operations, newest first
	 */
	List<Operation> newest(@Nullable Position before, int limit) {
		String condition = (before == null) ? ""
				: " where started_at < :startedAt or (started_at = :startedAt and id < :id)";
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("select * from operation" + condition
					+ " order by started_at desc, id desc fetch first :limit rows only")
			.param("limit", limit);
		if (before != null) {
			statement = statement.param("startedAt", Times.parameter(before.startedAt())).param("id", before.id());
		}
		return withResults(statement.query(this::operation).list());
	}

	/**
	 * Adds what the targets did. Not asked for row by row: a question within another
	 * takes a second connection, of which there may be none left.
	 */
	private List<Operation> withResults(List<Operation> operations) {
		if (operations.isEmpty()) {
			return operations;
		}
		Map<String, List<Answer<TargetOutcome>>> results = new HashMap<>();
		this.jdbc.sql("select * from operation_target where operation_id in (:ids) order by operation_id, ordinal")
			.param("ids", operations.stream().map(Operation::id).toList())
			.query((row) -> {
				results.computeIfAbsent(row.getString("operation_id"), (id) -> new ArrayList<>()).add(result(row));
			});
		return operations.stream()
			.map((operation) -> operation.withResults(results.getOrDefault(operation.id(), List.of())))
			.toList();
	}

	/**
	 * Removes operations that are too old, and the oldest of those that are too many.
	 * @param before operations that began before this time are too old
	 * @param maxCount how many operations may be kept
	 * @return how many were removed
	 */
	int prune(Instant before, int maxCount) {
		int old = this.jdbc.sql("delete from operation where started_at < :before")
			.param("before", Times.parameter(before))
			.update();
		int tooMany = this.jdbc
			.sql("delete from operation where started_at <= (select started_at from operation"
					+ " order by started_at desc offset :kept rows fetch next 1 rows only)")
			.param("kept", maxCount)
			.update();
		return old + tooMany;
	}

	private Operation operation(ResultSet row, int number) throws SQLException {
		return new Operation(row.getString("id"), OperationType.valueOf(row.getString("operation_type")),
				OperationState.valueOf(row.getString("operation_state")), row.getBoolean("dry_run"),
				this.jsonMapper.readValue(row.getString("target"), TARGET), row.getString("plan_id"),
				row.getString("confirmation"), row.getString("requested_by"), row.getString("reason"),
				row.getString("retry_of"), row.getString("cancelled_by"), Times.read(row, "started_at"),
				Times.readOptional(row, "finished_at"), AnswerSummary.of(List.of()), List.of());
	}

	private Answer<TargetOutcome> result(ResultSet row) throws SQLException {
		return new Answer<>(row.getString("target"), AnswerState.valueOf(row.getString("target_state")),
				row.getLong("elapsed_ms"), value(row.getString("outcome"), TargetOutcome.class),
				value(row.getString("problem"), TargetProblem.class));
	}

	private @Nullable String json(@Nullable Object value) {
		return (value != null) ? this.jsonMapper.writeValueAsString(value) : null;
	}

	private <T> @Nullable T value(@Nullable String json, Class<T> type) {
		return (json != null) ? this.jsonMapper.readValue(json, type) : null;
	}

	/**
	 * Where an operation is among the others.
	 *
	 * @param startedAt when it began
	 * @param id its id
	 */
	record Position(Instant startedAt, String id) {

		static Position of(Operation operation) {
			return new Position(operation.startedAt(), operation.id());
		}

	}

}
