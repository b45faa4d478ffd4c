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

import java.time.Duration;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The right to do what only one of several instances of the service may do at a time. It
 * ends by itself, by the database's clock, unless its owner renews it in time.
 */
final class Lease {

	/**
	 * H2 and PostgreSQL agree on this; both take the time of the statement, as it runs in
	 * a transaction of its own.
	 */
	private static final String END = "current_timestamp + cast(:seconds as integer) * interval '1' second";

	private final JdbcClient jdbc;

	private final String name;

	private final String owner = UUID.randomUUID().toString();

	Lease(JdbcClient jdbc, String name) {
		this.jdbc = jdbc;
		this.name = name;
	}

	/**
	 * Takes or renews the lease.
	 * @param duration for how long
	 * @return whether this is its owner now
	 */
	boolean acquire(Duration duration) {
		int renewed = this.jdbc
			.sql("update lease set owner = :owner, expires_at = " + END
					+ " where name = :name and (owner = :owner or expires_at < current_timestamp)")
			.param("owner", this.owner)
			.param("name", this.name)
			.param("seconds", duration.toSeconds())
			.update();
		return renewed > 0 || insert(duration);
	}

	private boolean insert(Duration duration) {
		try {
			return this.jdbc
				.sql("insert into lease (name, owner, expires_at) select :name, :owner, " + END
						+ " where not exists (select 1 from lease where name = :name)")
				.param("name", this.name)
				.param("owner", this.owner)
				.param("seconds", duration.toSeconds())
				.update() > 0;
		}
		catch (DuplicateKeyException ex) {
			// Another instance was quicker
			return false;
		}
	}

	/**
	 * Gives the lease up, so that another instance need not wait for its end.
	 */
	void release() {
		this.jdbc.sql("delete from lease where name = :name and owner = :owner")
			.param("name", this.name)
			.param("owner", this.owner)
			.update();
	}

}
