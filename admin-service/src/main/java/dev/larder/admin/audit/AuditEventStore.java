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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.larder.admin.store.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps audit events in the database. Events are added and read; only those past their
 * retention are ever removed. Safe for use by several threads.
 */
@Component
class AuditEventStore implements AuditEventRepository {

	private static final int MAX_EVENTS = 1000;

	private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper jsonMapper;

	AuditEventStore(JdbcClient jdbc, JsonMapper jsonMapper) {
		this.jdbc = jdbc;
		this.jsonMapper = jsonMapper;
	}

	@Override
	public void add(AuditEvent event) {
		this.jdbc
			.sql("insert into audit_event (occurred_at, principal, event_type, event_data)"
					+ " values (:time, :principal, :type, :data)")
			.param("time", Times.parameter(event.getTimestamp()))
			.param("principal", event.getPrincipal())
			.param("type", event.getType())
			.param("data", this.jsonMapper.writeValueAsString(event.getData()))
			.update();
	}

	@Override
	public List<AuditEvent> find(@Nullable String principal, @Nullable Instant after, @Nullable String type) {
		return find(new AuditQuery(principal, type, after, null), null, MAX_EVENTS).stream()
			.map((stored) -> new AuditEvent(stored.timestamp(), stored.principal(), stored.type(), stored.data()))
			.toList();
	}

	/**
	 * Returns the newest events of those before one.
	 * @param query which events
	 * @param before the id of the event, or {@code null} to begin with the newest
	 * @param limit how many at most
	 * @return the events, newest first
	 */
	List<AuditEventView> find(AuditQuery query, @Nullable Long before, int limit) {
		return select(query, before).param("limit", limit).query(this::view).list();
	}

	/**
	 * Passes on all events, newest first, without holding them all.
	 * @param query which events
	 * @param consumer gets each event
	 */
	void forEach(AuditQuery query, Consumer<AuditEventView> consumer) {
		Long before = null;
		List<AuditEventView> page;
		do {
			page = find(query, before, MAX_EVENTS);
			page.forEach(consumer);
			before = page.isEmpty() ? before : Long.valueOf(page.get(page.size() - 1).id());
		}
		while (page.size() == MAX_EVENTS);
	}

	/**
	 * Removes events that are too old, and the oldest of those that are too many.
	 * @param before events before this time are too old
	 * @param maxEvents how many events may be kept
	 * @return how many were removed
	 */
	int prune(Instant before, long maxEvents) {
		int old = this.jdbc.sql("delete from audit_event where occurred_at < :before")
			.param("before", Times.parameter(before))
			.update();
		int tooMany = this.jdbc
			.sql("delete from audit_event where id <= (select id from audit_event order by id desc"
					+ " offset :kept rows fetch next 1 rows only)")
			.param("kept", maxEvents)
			.update();
		return old + tooMany;
	}

	private JdbcClient.StatementSpec select(AuditQuery query, @Nullable Long before) {
		StringBuilder sql = new StringBuilder(
				"select id, occurred_at, principal, event_type, event_data from audit_event where 1 = 1");
		Map<String, Object> parameters = query.conditions(sql);
		if (before != null) {
			sql.append(" and id < :before");
			parameters.put("before", before);
		}
		sql.append(" order by id desc fetch first :limit rows only");
		return this.jdbc.sql(sql.toString()).params(parameters);
	}

	private AuditEventView view(ResultSet row, int number) throws SQLException {
		return new AuditEventView(row.getLong("id"), Times.read(row, "occurred_at"), row.getString("principal"),
				row.getString("event_type"), this.jsonMapper.readValue(row.getString("event_data"), DATA));
	}

}
