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

package dev.larder.admin.security;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * A login that was not even tried, after others that failed.
 */
final class TooManyAttemptsException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Duration wait;

	TooManyAttemptsException(Duration wait) {
		super("Too many logins have failed");
		this.wait = wait;
	}

	/**
	 * Returns when to try again, as the header {@code Retry-After} has it.
	 * @return whole seconds, at least one
	 */
	long retryAfter() {
		return Math.max(1, (this.wait.toMillis() + 999) / 1000);
	}

}
