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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.store.Times;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps in the database which servers and instances do not answer, for all instances of
 * the service, and for the one that asks next. Safe for use by several threads.
 */
@Component
public class FailureStore {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	FailureStore(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * Replaces all failures.
	 * @param failures those there are now
	 */
	void save(Map<Subject, Failure> failures) {
		this.transactions.executeWithoutResult((status) -> {
			this.jdbc.sql("delete from history_failure").update();
			failures.forEach(this::add);
		});
	}

	private void add(Subject subject, Failure failure) {
		this.jdbc.sql("insert into history_failure (subject_type, subject_group, subject_name, failures, failing_since,"
				+ " next_attempt_at, last_sample_at, problem_code, problem_detail)"
				+ " values (:type, :group, :name, :failures, :since, :next, cast(:last as timestamp(3) with time zone),"
				+ " :code, :detail)")
			.param("type", subject.type().name())
			.param("group", subject.group())
			.param("name", subject.name())
			.param("failures", failure.failures())
			.param("since", Times.parameter(failure.since()))
			.param("next", Times.parameter(failure.nextAttemptAt()))
			.param("last", (failure.lastSampleAt() != null) ? Times.parameter(failure.lastSampleAt()) : null)
			.param("code", failure.code())
			.param("detail", failure.detail())
			.update();
	}

	/**
	 * Returns all failures.
	 * @return the failures by the server or instance that does not answer
	 */
	public Map<Subject, Failure> findAll() {
		Map<Subject, Failure> failures = new LinkedHashMap<>();
		this.jdbc.sql("select * from history_failure order by subject_type, subject_group, subject_name")
			.query((row) -> {
				failures.put(Subjects.read(row), read(row));
			});
		return failures;
	}

	private static Failure read(ResultSet row) throws SQLException {
		return new Failure(row.getInt("failures"), Times.read(row, "failing_since"), Times.read(row, "next_attempt_at"),
				Times.readOptional(row, "last_sample_at"), row.getString("problem_code"),
				row.getString("problem_detail"));
	}

}
