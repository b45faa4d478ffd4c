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

/**
 * Subjects in the columns {@code subject_type}, {@code subject_group} and
 * {@code subject_name}.
 */
public final class Subjects {

	private Subjects() {
	}

	/**
	 * Reads a subject.
	 * @param row the row it is in
	 * @return the subject
	 * @throws SQLException if there are no such columns
	 */
	public static Subject read(ResultSet row) throws SQLException {
		return new Subject(Subject.Type.valueOf(row.getString("subject_type")), row.getString("subject_group"),
				row.getString("subject_name"));
	}

}
