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

package dev.larder.admin.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.larder.admin.store.Times;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps registered instances in the database. One that has expired is not there, whether
 * its row still is or not. Safe for use by several threads, and by several instances of
 * the service.
 */
@Component
class RegistrationStore {

	private final JdbcClient jdbc;

	RegistrationStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Adds an instance.
	 * @param registration the instance, which is not there
	 */
	void add(Registration registration) {
		remove(registration.id());
		this.jdbc.sql("""
				insert into registration (id, application, management_url, registered_by, registered_at, renewed_at,
				  expires_at)
				values (:id, :application, :managementUrl, :registeredBy, :registeredAt, :renewedAt, :expiresAt)""")
			.param("id", registration.id())
			.param("application", registration.application())
			.param("managementUrl", registration.managementUrl())
			.param("registeredBy", registration.registeredBy())
			.param("registeredAt", Times.parameter(registration.registeredAt()))
			.param("renewedAt", Times.parameter(registration.renewedAt()))
			.param("expiresAt", Times.parameter(registration.expiresAt()))
			.update();
	}

	/**
	 * Renews an instance.
	 * @param registration the instance, with the time it is renewed
	 * @return whether it was there
	 */
	boolean renew(Registration registration) {
		return this.jdbc
			.sql("update registration set registered_by = :registeredBy, renewed_at = :renewedAt,"
					+ " expires_at = :expiresAt where id = :id and expires_at > :renewedAt")
			.param("id", registration.id())
			.param("registeredBy", registration.registeredBy())
			.param("renewedAt", Times.parameter(registration.renewedAt()))
			.param("expiresAt", Times.parameter(registration.expiresAt()))
			.update() > 0;
	}

	/**
	 * Returns an instance.
	 * @param id its id
	 * @param now the time
	 * @return the instance, or nothing if it is not there
	 */
	Optional<Registration> find(String id, Instant now) {
		return this.jdbc.sql("select * from registration where id = :id and expires_at > :now")
			.param("id", id)
			.param("now", Times.parameter(now))
			.query(RegistrationStore::registration)
			.optional();
	}

	/**
	 * Returns all instances.
	 * @param now the time
	 * @param limit how many at most
	 * @return the instances, by application
	 */
	List<Registration> findAll(Instant now, int limit) {
		return this.jdbc
			.sql("select * from registration where expires_at > :now order by application, management_url"
					+ " fetch first :limit rows only")
			.param("now", Times.parameter(now))
			.param("limit", limit)
			.query(RegistrationStore::registration)
			.list();
	}

	long count(Instant now) {
		return this.jdbc.sql("select count(*) from registration where expires_at > :now")
			.param("now", Times.parameter(now))
			.query(Long.class)
			.single();
	}

	long count(String application, Instant now) {
		return this.jdbc.sql("select count(*) from registration where application = :application and expires_at > :now")
			.param("application", application)
			.param("now", Times.parameter(now))
			.query(Long.class)
			.single();
	}

	/**
	 * Removes an instance.
	 * @param id its id
	 * @return whether it was there, perhaps expired
	 */
	boolean remove(String id) {
		return this.jdbc.sql("delete from registration where id = :id").param("id", id).update() > 0;
	}

	/**
	 * Removes what has expired.
	 * @param now the time
	 * @return how many were removed
	 */
	int prune(Instant now) {
		return this.jdbc.sql("delete from registration where expires_at <= :now")
			.param("now", Times.parameter(now))
			.update();
	}

	private static Registration registration(ResultSet row, int number) throws SQLException {
		return new Registration(row.getString("id"), row.getString("application"), row.getString("management_url"),
				row.getString("registered_by"), Times.read(row, "registered_at"), Times.read(row, "renewed_at"),
				Times.read(row, "expires_at"));
	}

}
