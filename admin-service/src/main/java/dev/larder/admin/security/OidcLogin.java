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

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.larder.admin.access.UserRights;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.configuration.InvalidAdminSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Lets people log in with providers of OpenID Connect, if there are any under
 * 'spring.security.oauth2.client.registration'.
 */
@Component
public class OidcLogin {

	private static final String REGISTRATION = "spring.security.oauth2.client.registration.";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,30}");

	private final @Nullable ClientRegistrationRepository registrations;

	private final AdminProperties properties;

	private final LoginLimits limits;

	private final AuditTrail auditTrail;

	private final OidcRights rights;

	private final List<Provider> providers = new ArrayList<>();

	OidcLogin(ObjectProvider<ClientRegistrationRepository> registrations, AdminProperties properties,
			LoginLimits limits, AuditTrail auditTrail) {
		this.registrations = registrations.getIfAvailable();
		this.properties = properties;
		this.limits = limits;
		this.auditTrail = auditTrail;
		this.rights = new OidcRights(properties.security().oidc());
		if (this.registrations instanceof Iterable<?> all) {
			all.forEach((registration) -> add((ClientRegistration) registration));
		}
		if (!this.providers.isEmpty() && this.rights.isEmpty()) {
			throw new InvalidAdminSettingException("larder.admin.security.oidc.mappings",
					"it is empty, so that nobody who logs in with a provider could do anything.",
					"List the values of the claim 'larder.admin.security.oidc.roles-claim', each with a 'role'.");
		}
		if (this.providers.isEmpty() && !properties.security().formLogin()) {
			throw new InvalidAdminSettingException("larder.admin.security.form-login",
					"without the form nobody could log in, as there is no provider.",
					"Configure one under 'spring.security.oauth2.client.registration', or leave the form on.");
		}
	}

	private void add(ClientRegistration registration) {
		String id = registration.getRegistrationId();
		if (!ID.matcher(id).matches()) {
			throw new InvalidAdminSettingException(REGISTRATION + id,
					"its name is part of URLs and of users' names, and has other characters, or more than 30.",
					"Name it with letters, digits, '_' and '-'.");
		}
		if (!registration.getScopes().contains(OidcScopes.OPENID)) {
			throw new InvalidAdminSettingException(REGISTRATION + id + ".scope",
					"without 'openid' a provider does not tell in a signed token who has logged in.",
					"Write 'openid', and what else the provider needs to put the roles into the ID token.");
		}
		if (registration.getProviderDetails().getIssuerUri() == null) {
			throw new InvalidAdminSettingException("spring.security.oauth2.client.provider.*.issuer-uri",
					"the provider of '" + id + "' has none, so that tokens of another issuer could not be told apart.",
					"Write the issuer of the provider's tokens.");
		}
		this.properties.users()
			.stream()
			.filter((user) -> user.name().regionMatches(true, 0, id + ":", 0, id.length() + 1))
			.findAny()
			.ifPresent((user) -> {
				throw new InvalidAdminSettingException("larder.admin.users",
						"the name '" + user.name() + "' looks like that of a user of the provider '" + id + "'.",
						"Give the user, or the registration, another name.");
			});
		this.providers.add(new Provider(id, registration.getClientName()));
	}

	/**
	 * Returns the providers.
	 * @return the providers, in the order of their configuration
	 */
	public List<Provider> providers() {
		return List.copyOf(this.providers);
	}

	/**
	 * Returns what somebody may do with a session that was made with a provider.
	 * @param session what the session keeps
	 * @return the rights by the mappings of now, or nothing if the session is to end
	 */
	Optional<UserRights> rights(OidcSession session) {
		boolean known = this.providers.stream().anyMatch((provider) -> provider.id().equals(session.provider()));
		return (known && Clock.systemUTC().instant().isBefore(session.until())) ? this.rights.of(session.values())
				: Optional.empty();
	}

	/**
	 * Adds the login to that of pages, if there is a provider.
	 * @param http the security of pages
	 * @param loginErrors what answers those who come too often
	 */
	void configure(HttpSecurity http, PageLoginErrors loginErrors) {
		ClientRegistrationRepository registrations = this.registrations;
		if (registrations == null) {
			return;
		}
		OidcHandler handler = new OidcHandler(this.properties.security().oidc().maxSession(), this.limits,
				this.auditTrail, loginErrors, Clock.systemUTC());
		http.oauth2Login((login) -> login.loginPage("/login")
			.clientRegistrationRepository(registrations)
			.authorizedClientRepository(new NoAuthorizedClients())
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(new OidcRequests(registrations))
				.authorizationRequestRepository(new OidcFlowCookie(registrations, this.limits)))
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(tokenClient()))
			.userInfoEndpoint(
					(endpoint) -> endpoint.oidcUserService(new OidcPeople(this.rights)).userService((request) -> {
						throw new OAuth2AuthenticationException("no_id_token");
					}))
			.successHandler(handler)
			.failureHandler(handler));
	}

	private RestClientAuthorizationCodeTokenResponseClient tokenClient() {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withTimeouts(this.properties.connectTimeout(), this.properties.readTimeout());
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(RestClient.builder()
			.requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(settings))
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
			.defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
			.build());
		return client;
	}

	/**
	 * A provider.
	 *
	 * @param id its name in URLs
	 * @param name its name for people
	 */
	public record Provider(String id, String name) {

	}

}
