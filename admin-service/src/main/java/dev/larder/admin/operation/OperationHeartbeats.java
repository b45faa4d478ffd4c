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

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.store.Times;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells in the database which operations are being done, so that one nobody does any more
 * is known to be interrupted. Safe for use by several threads, and by several instances
 * of the service.
 */
@Component
class OperationHeartbeats {

	private final JdbcClient jdbc;

	private final OperationTargetStore targets;

	OperationHeartbeats(JdbcClient jdbc, OperationTargetStore targets) {
		this.jdbc = jdbc;
		this.targets = targets;
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
			this.targets.change(id, AnswerState.RUNNING, AnswerState.UNKNOWN);
			this.targets.change(id, AnswerState.PENDING, AnswerState.CANCELLED);
		}
		return interrupted;
	}

}
