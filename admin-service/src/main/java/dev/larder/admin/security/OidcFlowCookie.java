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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Remembers a login that is under way in a cookie of the browser and not in a session, so
 * that nobody has a place in the database before the login. The cookie has the random
 * numbers of the login, and the page that was wanted; what else belongs to it is in the
 * configuration.
 */
final class OidcFlowCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	static final String NAME = "LARDER_ADMIN_LOGIN";

	private static final String PATH = "/login/oauth2/code";

	private static final Duration DURATION = Duration.ofMinutes(10);

	private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{1,30})"
			+ "\\.([A-Za-z0-9_=-]{20,200})\\.([A-Za-z0-9_=-]{20,200})\\.([A-Za-z0-9_=-]{20,200})"
			+ "(?:\\.([A-Za-z0-9_-]{1,1400}))?");

	private final ClientRegistrationRepository registrations;

	private final LoginLimits limits;

	OidcFlowCookie(ClientRegistrationRepository registrations, LoginLimits limits) {
		this.registrations = registrations;
		this.limits = limits;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		Matcher value = value(request);
		ClientRegistration registration = value.matches() ? this.registrations.findByRegistrationId(value.group(1))
				: null;
		if (registration == null || !value.group(2).equals(request.getParameter(OAuth2ParameterNames.STATE))
				|| !request.getRequestURI().equals(request.getContextPath() + PATH + "/" + value.group(1))) {
			return null;
		}
		String authorizationUri = registration.getProviderDetails().getAuthorizationUri();
		Assert.notNull(authorizationUri, "no authorization URI");
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(authorizationUri)
			.clientId(registration.getClientId())
			.redirectUri(redirectUri(request, registration))
			.scopes(registration.getScopes())
			.state(value.group(2))
			.attributes((attributes) -> {
				attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
				attributes.put(OidcParameterNames.NONCE, value.group(3));
				attributes.put(PkceParameterNames.CODE_VERIFIER, value.group(4));
			})
			.build();
	}

	/**
	 * Returns what the provider was given as the address it is to send the browser back
	 * to, which is where the browser is.
	 */
	private static String redirectUri(HttpServletRequest request, ClientRegistration registration) {
		String configured = registration.getRedirectUri();
		return (configured != null && configured.indexOf('{') < 0) ? configured
				: UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request))
					.replaceQuery(null)
					.build()
					.toUriString();
	}

	@Override
	public void saveAuthorizationRequest(OAuth2AuthorizationRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		String value = String.join(".", attribute(login, OAuth2ParameterNames.REGISTRATION_ID),
				String.valueOf(login.getState()), attribute(login, OidcParameterNames.NONCE),
				attribute(login, PkceParameterNames.CODE_VERIFIER));
		String target = LoginTarget.named(request).parameter();
		write((target != null) ? value + "." + encode(target) : value, DURATION, request, response);
	}

	private static String encode(String target) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(target.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Returns the page that was wanted when a login began.
	 */
	static LoginTarget target(HttpServletRequest request) {
		Matcher value = value(request);
		return LoginTarget.of((value.matches() && value.group(5) != null) ? decode(value.group(5)) : null);
	}

	private static @Nullable String decode(String target) {
		try {
			return new String(Base64.getUrlDecoder().decode(target), StandardCharsets.US_ASCII);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Matcher value(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, NAME);
		return VALUE.matcher((cookie != null) ? cookie.getValue() : "");
	}

	private static String attribute(OAuth2AuthorizationRequest login, String name) {
		return String.valueOf(login.<Object>getAttribute(name));
	}

	/**
	 * Is asked when a browser comes back from the provider, before anything is done.
	 */
	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		this.limits.check(request.getRemoteAddr(), null);
		OAuth2AuthorizationRequest login = loadAuthorizationRequest(request);
		write("", Duration.ZERO, request, response);
		return login;
	}

	private static void write(String value, Duration duration, HttpServletRequest request,
			HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(NAME, value)
					.path(request.getContextPath() + PATH)
					.maxAge(duration)
					.httpOnly(true)
					.secure(request.isSecure())
					.sameSite("Lax")
					.build()
					.toString());
	}

}
