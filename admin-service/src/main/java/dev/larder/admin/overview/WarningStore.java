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

package dev.larder.admin.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.history.Subject;
import dev.larder.admin.history.SubjectView;
import dev.larder.admin.history.Subjects;
import dev.larder.admin.sentence.Sentence;
import dev.larder.admin.store.Times;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the present warnings in the database, for all instances of the service, and
 * remembers since when each has been there. Safe for use by several threads.
 */
@Component
class WarningStore {

	private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {
	};

	private static final Comparator<WarningView> WORST_FIRST = Comparator.comparing(WarningView::severity)
		.thenComparing(WarningView::since);

	private final JdbcClient jdbc;

	private final JdbcOperations operations;

	private final TransactionOperations transactions;

	private final CurrentScope scope;

	private final JsonMapper jsonMapper;

	WarningStore(JdbcOperations operations, TransactionOperations transactions, CurrentScope scope,
			JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		this.jdbc = JdbcClient.create(operations);
		this.operations = operations;
		this.transactions = transactions;
		this.scope = scope;
	}

	/**
	 * Replaces all warnings. One that was there before keeps its beginning.
	 * @param findings what there is to warn of
	 * @param now the time
	 */
	void save(List<Finding> findings, Instant now) {
		this.transactions.executeWithoutResult((status) -> {
			Map<Key, Instant> since = new HashMap<>();
			this.jdbc.sql("select * from warning").query((row) -> {
				since.put(new Key(code(row), Subjects.read(row)), Times.read(row, "since"));
			});
			if (since.isEmpty() && findings.isEmpty()) {
				return;
			}
			this.jdbc.sql("delete from warning").update();
			this.operations.batchUpdate(
					"insert into warning (code, subject_type, subject_group, subject_name, severity, since,"
							+ " why, why_arguments, advice, advice_arguments) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
					findings.stream().map((finding) -> {
						Instant begin = (finding.since() != null) ? finding.since() : now;
						return row(finding, since.getOrDefault(new Key(finding.code(), finding.subject()), begin));
					}).toList());
		});
	}

	private Object[] row(Finding finding, Instant since) {
		Subject subject = finding.subject();
		return new Object[] { finding.code().name(), subject.type().name(), subject.group(), subject.name(),
				finding.severity().name(), Times.parameter(since), finding.why().code(), json(finding.why()),
				finding.advice().code(), json(finding.advice()) };
	}

	/**
	 * As JSON a character is escaped that not every database can keep.
	 */
	private String json(Sentence sentence) {
		return this.jsonMapper.writeValueAsString(sentence.arguments());
	}

	private Sentence sentence(ResultSet row, String name) throws SQLException {
		return Sentence.of(row.getString(name),
				this.jsonMapper.readValue(row.getString(name + "_arguments"), ARGUMENTS));
	}

	private static WarningCode code(ResultSet row) throws SQLException {
		return WarningCode.valueOf(row.getString("code"));
	}

	/**
	 * Returns the warnings about what is in the user's scope.
	 * @return the warnings, the worst first, and of those the oldest
	 */
	List<WarningView> findAll() {
		AccessScope visible = this.scope.get();
		return this.jdbc.sql("select * from warning")
			.query((row, index) -> WarningView.of(code(row), Severity.valueOf(row.getString("severity")),
					SubjectView.of(Subjects.read(row)), Times.read(row, "since"), sentence(row, "why"),
					sentence(row, "advice")))
			.list()
			.stream()
			.filter((warning) -> warning.subject().isIn(visible))
			.sorted(WORST_FIRST)
			.toList();
	}

	private record Key(WarningCode code, Subject subject) {
	}

}
