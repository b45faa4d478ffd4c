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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps figures over time in the database. Points are written by one instance of the
 * service at a time, and read by all. Safe for use by several threads.
 */
public class HistoryStore {

	private static final Logger logger = LoggerFactory.getLogger(HistoryStore.class);

	/**
	 * The longest time a sample stands for is three of the longest intervals.
	 */
	private static final long MAX_POINT_MS = 180_000;

	private final JdbcClient jdbc;

	private final JdbcOperations operations;

	private final TransactionOperations transactions;

	private final int maxSeries;

	private volatile boolean fullReported;

	HistoryStore(JdbcOperations operations, TransactionOperations transactions, int maxSeries) {
		this.jdbc = JdbcClient.create(operations);
		this.operations = operations;
		this.transactions = transactions;
		this.maxSeries = maxSeries;
	}

	/**
	 * Adds points, and says up to when this step is complete.
	 * @param step the step
	 * @param points the points of each subject
	 * @param until up to when there will be no more points
	 */
	void add(HistoryStep step, Map<Subject, List<Point>> points, Instant until) {
		this.transactions.executeWithoutResult((status) -> {
			Map<Subject, Long> series = series();
			List<Object[]> rows = new ArrayList<>();
			points.forEach((subject, list) -> {
				Long id = series.computeIfAbsent(subject, (missing) -> create(missing, series.size()));
				if (id != null) {
					list.forEach((point) -> rows.add(new Object[] { step.length().toMillis(), point.to().toEpochMilli(),
							id, point.from().toEpochMilli(), point.figures().encode() }));
				}
			});
			if (!rows.isEmpty()) {
				this.operations
					.batchUpdate("insert into history_point (step_ms, ends_at, series_id, begins_at, figures)"
							+ " values (?, ?, ?, ?, ?)", rows);
			}
			complete(step, until);
		});
	}

	private Map<Subject, Long> series() {
		Map<Subject, Long> series = new HashMap<>();
		this.jdbc.sql("select id, subject_type, subject_group, subject_name from history_series").query((row) -> {
			series.put(Subjects.read(row), row.getLong("id"));
		});
		return series;
	}

	private @Nullable Long create(Subject subject, int count) {
		if (count >= this.maxSeries) {
			if (!this.fullReported) {
				this.fullReported = true;
				logger.warn("There is no history of {} and others: there are {} series, as many as"
						+ " 'larder.admin.history.max-series' allows", subject, count);
			}
			return null;
		}
		this.jdbc
			.sql("insert into history_series (subject_type, subject_group, subject_name) values (:type, :group, :name)")
			.param("type", subject.type().name())
			.param("group", subject.group())
			.param("name", subject.name())
			.update();
		return findSeries(subject);
	}

	/**
	 * Returns what belongs to a cluster or an application.
	 * @param type the kind
	 * @param group the name of the cluster or application
	 * @return the names, in order
	 */
	List<String> names(Subject.Type type, String group) {
		return this.jdbc
			.sql("select subject_name from history_series where subject_type = :type and subject_group = :group"
					+ " order by subject_name")
			.param("type", type.name())
			.param("group", group)
			.query(String.class)
			.list();
	}

	private @Nullable Long findSeries(Subject subject) {
		return this.jdbc
			.sql("select id from history_series where subject_type = :type and subject_group = :group"
					+ " and subject_name = :name")
			.param("type", subject.type().name())
			.param("group", subject.group())
			.param("name", subject.name())
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	private void complete(HistoryStep step, Instant until) {
		int updated = this.jdbc.sql("update history_progress set complete_until = :until where step_ms = :step")
			.param("until", until.toEpochMilli())
			.param("step", step.length().toMillis())
			.update();
		if (updated == 0) {
			this.jdbc.sql("insert into history_progress (step_ms, complete_until) values (:step, :until)")
				.param("until", until.toEpochMilli())
				.param("step", step.length().toMillis())
				.update();
		}
	}

	/**
	 * Returns up to when a step is complete.
	 * @param step the step
	 * @return the time, or {@code null} if there has been nothing yet
	 */
	@Nullable Instant completeUntil(HistoryStep step) {
		return this.jdbc.sql("select complete_until from history_progress where step_ms = :step")
			.param("step", step.length().toMillis())
			.query(Long.class)
			.optional()
			.map(Instant::ofEpochMilli)
			.orElse(null);
	}

	/**
	 * Returns when servers and instances were asked last.
	 * @return the time, or {@code null} if they never were
	 */
	public @Nullable Instant polledAt() {
		return completeUntil(HistoryStep.SAMPLE);
	}

	/**
	 * Returns what is known of a subject.
	 * @param subject the subject
	 * @param step how finely
	 * @param from points that end before this time are left out
	 * @return the points, oldest first
	 */
	List<Point> find(Subject subject, HistoryStep step, Instant from) {
		Long series = findSeries(subject);
		return (series == null) ? List.of()
				: this.jdbc
					.sql("select begins_at, ends_at, figures from history_point where series_id = :series"
							+ " and step_ms = :step and ends_at > :from order by ends_at")
					.param("series", series)
					.param("step", step.length().toMillis())
					.param("from", from.toEpochMilli())
					.query((row, index) -> read(row))
					.list();
	}

	/**
	 * Returns the last point of a subject, however old.
	 * @param subject the subject
	 * @return the point, or {@code null} if there is none
	 */
	@Nullable Point findLatest(Subject subject) {
		Long series = findSeries(subject);
		if (series != null) {
			for (HistoryStep step : HistoryStep.values()) {
				Optional<Point> last = findLast(series, step);
				if (last.isPresent()) {
					return last.get();
				}
			}
		}
		return null;
	}

	/**
	 * Returns what is known of many subjects, with one query however many there are.
	 * @param subjects the subjects
	 * @param step how finely
	 * @param from points that end before this time are left out
	 * @return the points of those that have any, oldest first
	 */
	Map<Subject, List<Point>> find(Collection<Subject> subjects, HistoryStep step, Instant from) {
		Map<Subject, List<Point>> points = new HashMap<>();
		ofEach(subjects, "p.step_ms = :step and p.ends_at > :after order by p.ends_at",
				Map.of("step", step.length().toMillis(), "after", from.toEpochMilli()),
				(subject, point) -> points.computeIfAbsent(subject, (key) -> new ArrayList<>()).add(point));
		return points;
	}

	/**
	 * Returns the last point of many subjects, however old, with one query for each step.
	 * @param subjects the subjects
	 * @return the points of those that have any
	 */
	Map<Subject, Point> findLatest(Collection<Subject> subjects) {
		Map<Subject, Point> latest = new HashMap<>();
		Set<Subject> missing = new HashSet<>(subjects);
		for (HistoryStep step : HistoryStep.values()) {
			ofEach(missing,
					"p.step_ms = :step and p.ends_at = (select max(l.ends_at) from history_point l"
							+ " where l.series_id = s.id and l.step_ms = :step)",
					Map.of("step", step.length().toMillis()), latest::put);
			missing.removeAll(latest.keySet());
		}
		return latest;
	}

	private void ofEach(Collection<Subject> subjects, String condition, Map<String, ?> parameters,
			BiConsumer<Subject, Point> consumer) {
		if (subjects.isEmpty()) {
			return;
		}
		Set<Subject> wanted = new HashSet<>(subjects);
		// These may be a little more than what is wanted, and spare a long list of names
		this.jdbc
			.sql("select p.begins_at, p.ends_at, p.figures, s.subject_type, s.subject_group, s.subject_name"
					+ " from history_series s join history_point p on p.series_id = s.id"
					+ " where s.subject_type in (:types) and s.subject_group in (:groups) and " + condition)
			.param("types", wanted.stream().map((subject) -> subject.type().name()).distinct().toList())
			.param("groups", wanted.stream().map(Subject::group).distinct().toList())
			.params(parameters)
			.query((row) -> {
				Subject subject = Subjects.read(row);
				if (wanted.contains(subject)) {
					consumer.accept(subject, read(row));
				}
			});
	}

	private Optional<Point> findLast(long series, HistoryStep step) {
		return this.jdbc
			.sql("select begins_at, ends_at, figures from history_point where series_id = :series and step_ms = :step"
					+ " order by ends_at desc fetch first 1 rows only")
			.param("series", series)
			.param("step", step.length().toMillis())
			.query((row, index) -> read(row))
			.optional();
	}

	/**
	 * Passes on the samples of all subjects that overlap a time, without holding them
	 * all.
	 * @param from when it begins
	 * @param to when it ends
	 * @param consumer gets each sample and whose it is
	 */
	void forEachSample(Instant from, Instant to, BiConsumer<Subject, Point> consumer) {
		this.jdbc
			.sql("select p.begins_at, p.ends_at, p.figures, s.subject_type, s.subject_group, s.subject_name"
					+ " from history_point p join history_series s on s.id = p.series_id"
					+ " where p.step_ms = :step and p.ends_at > :from and p.ends_at < :last and p.begins_at < :to")
			.param("step", HistoryStep.SAMPLE.length().toMillis())
			.param("from", from.toEpochMilli())
			.param("last", to.toEpochMilli() + MAX_POINT_MS)
			.param("to", to.toEpochMilli())
			.query((row) -> {
				consumer.accept(Subjects.read(row), read(row));
			});
	}

	private static Point read(ResultSet row) throws SQLException {
		return new Point(Instant.ofEpochMilli(row.getLong("begins_at")), Instant.ofEpochMilli(row.getLong("ends_at")),
				Figures.decode(row.getString("figures")));
	}

	/**
	 * Removes points past their retention, and what has no points any more.
	 * @param now the time
	 * @return how many points were removed
	 */
	int prune(Instant now) {
		int removed = 0;
		for (HistoryStep step : HistoryStep.values()) {
			removed += this.jdbc.sql("delete from history_point where step_ms = :step and ends_at < :before")
				.param("step", step.length().toMillis())
				.param("before", now.minus(step.retention()).toEpochMilli())
				.update();
		}
		this.jdbc
			.sql("delete from history_series where not exists"
					+ " (select 1 from history_point where series_id = history_series.id)")
			.update();
		return removed;
	}

}
