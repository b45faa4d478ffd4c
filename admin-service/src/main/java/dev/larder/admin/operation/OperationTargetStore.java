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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.TargetProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps in the database what each target of an operation has done so far. Safe for use by
 * several threads, and by several instances of the service.
 */
@Component
class OperationTargetStore {

	private final JdbcClient jdbc;

	private final JsonMapper jsonMapper;

	OperationTargetStore(JdbcClient jdbc, JsonMapper jsonMapper) {
		this.jdbc = jdbc;
		this.jsonMapper = jsonMapper;
	}

	void add(String id, List<Answer<TargetOutcome>> results) {
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

	/**
	 * Returns what the targets of operations did.
	 * @param ids the operations
	 * @return the results by the operation's id
	 */
	Map<String, List<Answer<TargetOutcome>>> find(List<String> ids) {
		Map<String, List<Answer<TargetOutcome>>> results = new HashMap<>();
		this.jdbc.sql("select * from operation_target where operation_id in (:ids) order by operation_id, ordinal")
			.param("ids", ids)
			.query((row) -> {
				results.computeIfAbsent(row.getString("operation_id"), (id) -> new ArrayList<>()).add(result(row));
			});
		return results;
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

}
