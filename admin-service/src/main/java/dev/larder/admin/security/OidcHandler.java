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

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Ends a login with a provider: with a session that keeps the name and what decides on
 * rights, and nothing of the tokens; or with the login page, an audit event, and a longer
 * wait for whoever fails too often.
 */
final class OidcHandler implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

	/**
	 * Codes of errors come by way of the browser, and may be anything.
	 */
	private static final Pattern CODE = Pattern.compile("[a-z_]{1,50}");

	private final Duration maxSession;

	private final LoginLimits limits;

	private final AuditTrail auditTrail;

	private final PageLoginErrors loginErrors;

	private final InstantSource clock;

	private final RedirectStrategy redirects = new DefaultRedirectStrategy();

	private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();

	OidcHandler(Duration maxSession, LoginLimits limits, AuditTrail auditTrail, PageLoginErrors loginErrors,
			InstantSource clock) {
		this.maxSession = maxSession;
		this.limits = limits;
		this.auditTrail = auditTrail;
		this.loginErrors = loginErrors;
		this.clock = clock;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
			throws IOException {
		if (!(login instanceof OAuth2AuthenticationToken token)
				|| !(token.getPrincipal() instanceof OidcPerson person)) {
			throw new IllegalStateException("Only those log in whose ID token was checked");
		}
		HttpSession session = request.getSession();
		SessionRightsFilter.forgetPassword(session);
		session.setAttribute(OidcSession.ATTRIBUTE, new OidcSession(token.getAuthorizedClientRegistrationId(),
				person.getName(), person.values(), this.clock.instant().plus(this.maxSession))
			.text());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person.getName(), null, List.of()));
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		this.redirects.sendRedirect(request, response, OidcFlowCookie.target(request).path());
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException, ServletException {
		String address = request.getRemoteAddr();
		try {
			this.limits.check(address, null);
		}
		catch (TooManyAttemptsException tooMany) {
			this.loginErrors.onAuthenticationFailure(request, response, tooMany);
			return;
		}
		boolean denied = ex instanceof OidcDeniedException;
		if (!denied) {
			this.limits.failed(address, null);
		}
		UsernamePasswordAuthenticationToken who = UsernamePasswordAuthenticationToken
			.unauthenticated((ex instanceof OidcDeniedException known) ? known.name() : "?", null);
		who.setDetails(this.details.buildDetails(request));
		this.auditTrail.recordIfPossible(who, AuditTypes.LOGIN_FAILURE, Map.of("reason", reason(ex)));
		this.redirects.sendRedirect(request, response,
				OidcFlowCookie.target(request).loginPage(denied ? "denied" : "failed"));
	}

	private static String reason(AuthenticationException ex) {
		String code = (ex instanceof OAuth2AuthenticationException oauth) ? oauth.getError().getErrorCode() : "";
		return CODE.matcher(code).matches() ? code : "other";
	}

}
