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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.store.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps operations in the database. Safe for use by several threads, and by several
 * instances of the service.
 */
@Component
class OperationStore {

	private static final TypeReference<Map<String, Object>> TARGET = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final OperationTargetStore targets;

	private final JsonMapper jsonMapper;

	OperationStore(JdbcClient jdbc, OperationTargetStore targets, JsonMapper jsonMapper) {
		this.jdbc = jdbc;
		this.targets = targets;
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
		this.targets.add(operation.id(), operation.results());
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

	Optional<Operation> find(String id) {
		return withResults(
				this.jdbc.sql("select * from operation where id = :id").param("id", id).query(this::operation).list())
			.stream()
			.findFirst();
	}

	/**
	 * Returns the newest operations of those before one.
	 * @param dryRun whether those that were only planned, or {@code null} for all
	 * @param before the operation, or {@code null} to begin with the newest
	 * @param limit how many at most
	 * @return the operations, newest first
	 */
	List<Operation> newest(@Nullable Boolean dryRun, @Nullable Position before, int limit) {
		String older = (before != null) ? " and (started_at < :startedAt or (started_at = :startedAt and id < :id))"
				: "";
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("select * from operation where true" + ((dryRun != null) ? " and dry_run = :dryRun" : "") + older
					+ " order by started_at desc, id desc fetch first :limit rows only")
			.param("limit", limit);
		if (dryRun != null) {
			statement = statement.param("dryRun", dryRun);
		}
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
		Map<String, List<Answer<TargetOutcome>>> results = this.targets
			.find(operations.stream().map(Operation::id).toList());
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
