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

import dev.larder.admin.digest.Sha256;

/**
 * What tells a repeated request from a new one. Only digests are kept: a key may be long,
 * and a request may hold the key of a cache.
 *
 * @param principal who sent it
 * @param keyDigest the SHA-256 of the key
 * @param requestDigest the SHA-256 of the request
 */
record IdempotencyKey(String principal, String keyDigest, String requestDigest) {

	private static final int MAX_LENGTH = 255;

	/**
	 * Returns the key of a request.
	 * @param principal who sent it
	 * @param key the key the user gave
	 * @param request the request as JSON
	 * @return the key
	 * @throws IllegalArgumentException if the key is empty or too long
	 */
	static IdempotencyKey of(String principal, String key, String request) {
		if (key.isBlank() || key.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("An idempotency key has from 1 to " + MAX_LENGTH + " characters");
		}
		return new IdempotencyKey(principal, Sha256.of(key).hex(), Sha256.of(request).hex());
	}

}
