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

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Somebody who has logged in with a provider of OpenID Connect, and whom the
 * configuration of the service does not know by name.
 */
public final class ProviderAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final String name;

	private final transient @Nullable AccessScope scope;

	/**
	 * Creates an authentication.
	 * @param name the name, with that of the provider before it
	 * @param rights what the user may do now
	 */
	public ProviderAuthentication(String name, UserRights rights) {
		super(AuthorityUtils.createAuthorityList(rights.authorities()));
		this.name = name;
		this.scope = rights.scope();
		setAuthenticated(true);
	}

	@Override
	public String getPrincipal() {
		return this.name;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	AccessScope scope() {
		return (this.scope != null) ? this.scope : AccessScope.NONE;
	}

}
