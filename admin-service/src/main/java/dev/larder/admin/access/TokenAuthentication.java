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

package dev.larder.admin.access;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A program that came with a token of a user.
 */
public final class TokenAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final String owner;

	private final String tokenId;

	private final transient @Nullable AccessScope scope;

	/**
	 * Creates an authentication.
	 * @param owner the name of the user the token belongs to
	 * @param tokenId the id of the token
	 * @param rights what the token allows now
	 */
	public TokenAuthentication(String owner, String tokenId, UserRights rights) {
		super(AuthorityUtils.createAuthorityList(rights.authorities()));
		this.owner = owner;
		this.tokenId = tokenId;
		this.scope = rights.scope();
		setAuthenticated(true);
	}

	@Override
	public String getPrincipal() {
		return this.owner;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	/**
	 * Returns which token it was.
	 * @return the id of the token
	 */
	public String tokenId() {
		return this.tokenId;
	}

	AccessScope scope() {
		return (this.scope != null) ? this.scope : AccessScope.NONE;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TokenAuthentication token && super.equals(other) && this.tokenId.equals(token.tokenId);
	}

	@Override
	public int hashCode() {
		return Objects.hash(super.hashCode(), this.tokenId);
	}

}
