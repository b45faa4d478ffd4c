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

package dev.larder.admin.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.larder.admin.access.AdminRole;
import dev.larder.admin.store.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps tokens in the database. Safe for use by several threads, and by several instances
 * of the service.
 */
@Component
class TokenStore {

	private static final int MAX_LISTED = 1000;

	private static final TypeReference<List<String>> PATTERNS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper jsonMapper;

	TokenStore(JdbcClient jdbc, JsonMapper jsonMapper) {
		this.jdbc = jdbc;
		this.jsonMapper = jsonMapper;
	}

	void add(ApiToken token, String digest) {
		this.jdbc
			.sql("""
					insert into api_token (id, digest, owner_name, token_name, token_role, sees_values, clusters,
					  applications, created_at, expires_at)
					values (:id, :digest, :owner, :name, :role, :values, :clusters, :applications, :createdAt, :expiresAt)""")
			.param("id", token.id())
			.param("digest", digest)
			.param("owner", token.owner())
			.param("name", token.name())
			.param("role", token.role().name())
			.param("values", token.values())
			.param("clusters", this.jsonMapper.writeValueAsString(token.clusters()))
			.param("applications", this.jsonMapper.writeValueAsString(token.applications()))
			.param("createdAt", Times.parameter(token.createdAt()))
			.param("expiresAt", Times.parameter(token.expiresAt()))
			.update();
	}

	Optional<ApiToken> find(String id) {
		return this.jdbc.sql("select * from api_token where id = :id").param("id", id).query(this::token).optional();
	}

	Optional<ApiToken> findByDigest(String digest) {
		return this.jdbc.sql("select * from api_token where digest = :digest")
			.param("digest", digest)
			.query(this::token)
			.optional();
	}

	/**
	 * Returns the newest tokens.
	 * @param owner whose, or {@code null} for those of all users
	 * @return the tokens, newest first
	 */
	List<ApiToken> newest(@Nullable String owner) {
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("select * from api_token" + ((owner != null) ? " where owner_name = :owner" : "")
					+ " order by created_at desc, id fetch first :limit rows only")
			.param("limit", MAX_LISTED);
		return ((owner != null) ? statement.param("owner", owner) : statement).query(this::token).list();
	}

	/**
	 * Returns how many tokens a user has that can be used.
	 */
	long count(String owner, Instant now) {
		return this.jdbc
			.sql("select count(*) from api_token where owner_name = :owner and revoked_at is null"
					+ " and expires_at > :now")
			.param("owner", owner)
			.param("now", Times.parameter(now))
			.query(Long.class)
			.single();
	}

	/**
	 * Revokes a token, unless it is already.
	 * @return whether it was not
	 */
	boolean revoke(String id, String user, Instant now) {
		return this.jdbc
			.sql("update api_token set revoked_at = :now, revoked_by = :user where id = :id and revoked_at is null")
			.param("id", id)
			.param("user", user)
			.param("now", Times.parameter(now))
			.update() > 0;
	}

	/**
	 * Notes that a token was used, unless another use was noted since a time.
	 */
	void use(String id, Instant now, Instant since) {
		this.jdbc
			.sql("update api_token set last_used_at = :now where id = :id"
					+ " and (last_used_at is null or last_used_at <= :since)")
			.param("id", id)
			.param("now", Times.parameter(now))
			.param("since", Times.parameter(since))
			.update();
	}

	/**
	 * Removes tokens that have been of no use since a time.
	 * @return how many were removed
	 */
	int prune(Instant before) {
		return this.jdbc.sql("delete from api_token where expires_at < :before or revoked_at < :before")
			.param("before", Times.parameter(before))
			.update();
	}

	private ApiToken token(ResultSet row, int number) throws SQLException {
		return new ApiToken(row.getString("id"), row.getString("token_name"), row.getString("owner_name"),
				AdminRole.valueOf(row.getString("token_role")), row.getBoolean("sees_values"),
				this.jsonMapper.readValue(row.getString("clusters"), PATTERNS),
				this.jsonMapper.readValue(row.getString("applications"), PATTERNS), Times.read(row, "created_at"),
				Times.read(row, "expires_at"), Times.readOptional(row, "last_used_at"),
				Times.readOptional(row, "revoked_at"), row.getString("revoked_by"));
	}

}
