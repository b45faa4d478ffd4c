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

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.access.TokenAuthentication;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.token.TokenService;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Who gets in where. What is not named here needs a login; what changes something in the
 * API needs an operator unless it says otherwise.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String REGISTRAR = AdminRole.REGISTRAR.name();

	private static final String VIEWER = AdminRole.VIEWER.name();

	private static final String OPERATOR = AdminRole.OPERATOR.name();

	private static final String ADMIN = AdminRole.ADMIN.name();

	private final PageLoginErrors loginErrors = new PageLoginErrors();

	private final SessionRightsFilter sessionRights;

	SecurityConfiguration(AdminUsers users, OidcLogin oidcLogin, ApiSecurityErrors apiErrors) {
		this.sessionRights = new SessionRightsFilter(users, oidcLogin, apiErrors);
	}

	/**
	 * Refuses the character that not every database can keep, wherever it is sent.
	 */
	@Bean
	StrictHttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedParameterValues((value) -> !String.valueOf(value).contains("\0"));
		return firewall;
	}

	@Bean
	@Order(1)
	SecurityFilterChain actuatorSecurity(HttpSecurity http) {
		return http.securityMatcher(EndpointRequest.toAnyEndpoint())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
				.permitAll()
				.anyRequest()
				.hasRole(ADMIN))
			.httpBasic((basic) -> basic.authenticationEntryPoint(this.loginErrors))
			.addFilterAfter(this.sessionRights, HeaderWriterFilter.class)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.headers(new SecurityHeaders())
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain apiSecurity(HttpSecurity http, ApiSecurityErrors errors, AdminProperties properties,
			TokenService tokens, LoginLimits loginLimits, AuditTrail auditTrail, AccessRights rights) {
		TokenAuthenticationFilter tokenAuthentication = new TokenAuthenticationFilter(tokens, loginLimits, auditTrail,
				errors);
		RequestLimitFilter requestLimit = new RequestLimitFilter(properties.limits().requestsPerMinute(),
				Clock.systemUTC(), errors);
		return http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/api/*/audit-events/**", "/api/*/operations/*/approvals", "/api/*/hot-key-watches/**",
						"/api/*/clusters/*/servers/*/hot-key-watches")
				.hasRole(ADMIN)
				.requestMatchers(HttpMethod.GET, "/api/*/registrations/**")
				.hasRole(OPERATOR)
				.requestMatchers("/api/*/registrations/**")
				.hasRole(REGISTRAR)
				.requestMatchers("/api/*/scans/**", "/api/*/applications/*/hot-keys")
				.hasRole(OPERATOR)
				.requestMatchers("/api/*/tokens/**")
				.access((user, context) -> new AuthorizationDecision(mayHaveTokens(user.get(), rights)))
				.requestMatchers("/api/*/me")
				.hasAnyRole(VIEWER, REGISTRAR)
				.requestMatchers(HttpMethod.GET)
				.hasRole(VIEWER)
				.requestMatchers(HttpMethod.HEAD)
				.hasRole(VIEWER)
				.anyRequest()
				.hasRole(OPERATOR))
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens()).requireCsrfProtectionMatcher(new ApiCsrfMatcher()))
			.httpBasic((basic) -> basic.authenticationEntryPoint(errors))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
			.addFilterAfter(this.sessionRights, HeaderWriterFilter.class)
			.addFilterBefore(tokenAuthentication, BasicAuthenticationFilter.class)
			.addFilterBefore(requestLimit, AuthorizationFilter.class)
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.headers(new SecurityHeaders())
			.build();
	}

	/**
	 * A registrar makes tokens with a password. Those that do nothing but register, on
	 * many machines, tell nothing of the others.
	 */
	private static boolean mayHaveTokens(@Nullable Authentication user, AccessRights rights) {
		return user != null && (rights.has(user, AdminRole.VIEWER)
				|| (rights.has(user, AdminRole.REGISTRAR) && !(user instanceof TokenAuthentication)));
	}

	/**
	 * The token is in a cookie and not in the session, so that nobody has a session, and
	 * with it a place in the database, before the login.
	 */
	private static CookieCsrfTokenRepository csrfTokens() {
		CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
		repository.setCookieName("LARDER_ADMIN_CSRF");
		repository.setHeaderName("X-CSRF-TOKEN");
		repository.setCookieCustomizer((cookie) -> cookie.sameSite("Lax"));
		return repository;
	}

	@Bean
	@Order(3)
	SecurityFilterChain pageSecurity(HttpSecurity http, CsrfDenialAudit csrfDenials, OidcLogin oidcLogin,
			AdminProperties properties) {
		PageAccessErrors accessErrors = new PageAccessErrors(csrfDenials);
		oidcLogin.configure(http, this.loginErrors);
		if (properties.security().formLogin()) {
			http.formLogin((form) -> form.loginPage("/login")
				.successHandler(this.sessionRights.loginHandler())
				.failureHandler(this.loginErrors));
		}
		return http
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.requestMatchers("/login", "/assets/**", "/webjars/**")
				.permitAll()
				.requestMatchers("/audit/**", "/operations/*/approvals", "/hot-keys/**",
						"/clusters/*/servers/*/hot-keys")
				.hasRole(ADMIN)
				.requestMatchers("/look-up/**", "/scans/**", "/clusters/*/scans")
				.hasRole(OPERATOR)
				.requestMatchers(HttpMethod.POST, "/operations/**")
				.hasRole(OPERATOR)
				.anyRequest()
				.hasRole(VIEWER))
			.csrf((csrf) -> csrf.csrfTokenRepository(csrfTokens()))
			.exceptionHandling((handling) -> handling.accessDeniedHandler(accessErrors)
				.defaultAuthenticationEntryPointFor(accessErrors, PageAccessErrors::wantPage))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.addFilterAfter(this.sessionRights, HeaderWriterFilter.class)
			.logout((logout) -> logout.logoutSuccessUrl("/login?logout"))
			.httpBasic((basic) -> basic.authenticationEntryPoint(this.loginErrors))
			.headers(new SecurityHeaders())
			.build();
	}

}
