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

import java.time.Instant;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a session keeps of a login with a provider. There is no token in it.
 *
 * @param provider the id of the provider
 * @param name the name of the user, with that of the provider before it
 * @param values the values of the claim that decides on rights, as far as they had a
 * mapping at the login
 * @param until when the session ends
 */
record OidcSession(String provider, String name, List<String> values, Instant until) {

	/**
	 * The attribute of the session.
	 */
	static final String ATTRIBUTE = "larder.oidc";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	OidcSession {
		values = List.copyOf(values);
	}

	static OidcSession parse(String text) {
		return JSON.readValue(text, OidcSession.class);
	}

	String text() {
		return JSON.writeValueAsString(this);
	}

}
