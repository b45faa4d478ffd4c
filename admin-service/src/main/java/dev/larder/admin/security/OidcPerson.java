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

import java.util.List;

import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * Somebody who has just logged in with a provider, under the name by which the service
 * knows users of providers.
 */
final class OidcPerson extends DefaultOidcUser {

	private static final long serialVersionUID = 1L;

	private final String name;

	private final List<String> values;

	/**
	 * Creates a person.
	 * @param name the name, with that of the provider before it
	 * @param idToken what the provider says
	 * @param values the values of the claim that decides on rights
	 */
	OidcPerson(String name, OidcIdToken idToken, List<String> values) {
		super(List.of(), idToken);
		this.name = name;
		this.values = List.copyOf(values);
	}

	@Override
	public String getName() {
		return this.name;
	}

	List<String> values() {
		return this.values;
	}

}
