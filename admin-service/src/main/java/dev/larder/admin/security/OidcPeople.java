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
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Tells who has logged in, by the ID token alone: what is in it is signed.
 */
final class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

	/**
	 * As much as an audit event keeps of a name, so that no two look the same there.
	 */
	private static final int MAX_NAME_LENGTH = 100;

	/**
	 * No control characters, no halves of characters, and nothing that is not seen.
	 */
	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

	private final OidcRights rights;

	OidcPeople(OidcRights rights) {
		this.rights = rights;
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		ClientRegistration registration = request.getClientRegistration();
		String claim = registration.getProviderDetails().getUserInfoEndpoint().getUserNameAttributeName();
		@Nullable Object name = request.getIdToken().getClaims().get((claim != null) ? claim : "sub");
		if (!(name instanceof String text) || text.isBlank() || !NAME.matcher(text).matches()) {
			throw new OAuth2AuthenticationException("unusable_name");
		}
		String fullName = registration.getRegistrationId() + ":" + text;
		if (fullName.length() > MAX_NAME_LENGTH) {
			throw new OAuth2AuthenticationException("unusable_name");
		}
		List<String> values = this.rights.values(request.getIdToken().getClaims());
		if (this.rights.of(values).isEmpty()) {
			throw new OidcDeniedException(fullName);
		}
		return new OidcPerson(fullName, request.getIdToken(), values);
	}

}
