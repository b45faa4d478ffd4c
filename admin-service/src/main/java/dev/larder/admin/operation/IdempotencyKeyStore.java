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

import java.util.Optional;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps idempotency keys in the database, as long as the operations they began. Safe for
 * use by several threads, and by several instances of the service.
 */
@Component
class IdempotencyKeyStore {

	private final JdbcClient jdbc;

	IdempotencyKeyStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Remembers which operation a request began.
	 * @throws org.springframework.dao.DuplicateKeyException if the key was used
	 */
	void add(IdempotencyKey key, String operation) {
		this.jdbc
			.sql("insert into idempotency_key (principal, key_digest, request_digest, operation_id)"
					+ " values (:principal, :key, :request, :operation)")
			.param("principal", key.principal())
			.param("key", key.keyDigest())
			.param("request", key.requestDigest())
			.param("operation", operation)
			.update();
	}

	/**
	 * Returns the operation that the same request has begun.
	 * @param key the key of the request
	 * @return the id of the operation, empty if the key was not used
	 * @throws ApiException if the key was used for another request
	 */
	Optional<String> operation(IdempotencyKey key) {
		return this.jdbc
			.sql("select request_digest, operation_id from idempotency_key where principal = :principal"
					+ " and key_digest = :key")
			.param("principal", key.principal())
			.param("key", key.keyDigest())
			.query((row, number) -> {
				requireSame(key, row.getString("request_digest"));
				return row.getString("operation_id");
			})
			.optional();
	}

	private static void requireSame(IdempotencyKey key, String requestDigest) {
		if (!requestDigest.equals(key.requestDigest())) {
			throw new ApiException(ProblemCode.IDEMPOTENCY_KEY_REUSED,
					"This idempotency key was used for another request; take a new one");
		}
	}

}
