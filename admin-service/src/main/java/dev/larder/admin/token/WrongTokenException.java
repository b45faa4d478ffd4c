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

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;

/**
 * A token that does not let anybody in.
 */
public final class WrongTokenException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final @Nullable String tokenId;

	private final @Nullable String owner;

	WrongTokenException(Reason reason, @Nullable ApiToken token) {
		super("The token is unknown, expired or revoked");
		this.reason = reason;
		this.tokenId = (token != null) ? token.id() : null;
		this.owner = (token != null) ? token.owner() : null;
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns which token it was.
	 * @return the id of the token, or {@code null} if there never was such a token, or
	 * not any more
	 */
	public @Nullable String tokenId() {
		return this.tokenId;
	}

	/**
	 * Returns whose token it was.
	 * @return the user's name, or {@code null} if that is unknown
	 */
	public @Nullable String owner() {
		return this.owner;
	}

	/**
	 * Why a token is refused. Only the audit trail is told.
	 */
	public enum Reason {

		/**
		 * There is no such token.
		 */
		UNKNOWN,

		/**
		 * Its time is over.
		 */
		EXPIRED,

		/**
		 * Somebody has revoked it.
		 */
		REVOKED,

		/**
		 * Its owner is no user any more.
		 */
		OWNER_UNKNOWN,

		/**
		 * Its owner has not the role any more that it was made for.
		 */
		ROLE_LOST

	}

}
