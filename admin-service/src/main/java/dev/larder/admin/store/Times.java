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

package dev.larder.admin.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Times in the form that JDBC drivers have in common.
 */
public final class Times {

	private Times() {
	}

	/**
	 * Returns a time as a parameter of a statement.
	 * @param time the time
	 * @return the time in UTC, in milliseconds
	 */
	public static OffsetDateTime parameter(Instant time) {
		return time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
	}

	/**
	 * Reads a time.
	 * @param row the row it is in
	 * @param column the column's name
	 * @return the time
	 * @throws SQLException if there is no such column
	 */
	public static Instant read(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/**
	 * Reads a time that may be absent.
	 * @param row the row it is in
	 * @param column the column's name
	 * @return the time, or {@code null} if there is none
	 * @throws SQLException if there is no such column
	 */
	public static @Nullable Instant readOptional(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
