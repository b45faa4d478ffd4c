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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.store.Times;
import org.jspecify.annotations.Nullable;

/**
 * Which audit events to show. What is {@code null} does not narrow it.
 *
 * @param principal only those of this user
 * @param type only those of this type
 * @param after only those after this time
 * @param before only those before this time
 */
public record AuditQuery(@Nullable String principal, @Nullable String type, @Nullable Instant after,
		@Nullable Instant before) {

	/**
	 * Adds the conditions to a statement.
	 * @param sql the statement, which has a condition already
	 * @return the parameters that the conditions need
	 */
	Map<String, Object> conditions(StringBuilder sql) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		if (this.principal != null) {
			sql.append(" and principal = :principal");
			parameters.put("principal", this.principal);
		}
		if (this.type != null) {
			sql.append(" and event_type = :type");
			parameters.put("type", this.type);
		}
		if (this.after != null) {
			sql.append(" and occurred_at > :after");
			parameters.put("after", Times.parameter(this.after));
		}
		if (this.before != null) {
			sql.append(" and occurred_at < :until");
			parameters.put("until", Times.parameter(this.before));
		}
		return parameters;
	}

}
