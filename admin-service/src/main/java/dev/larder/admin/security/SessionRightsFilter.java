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
import java.util.Map;

import dev.larder.admin.access.ProviderAuthentication;
import dev.larder.admin.access.UserRights;
import dev.larder.admin.digest.Sha256;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.web.ApiPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives those who come with a session the rights that they have in the configuration now,
 * not those of the time they logged in: sessions are in the database, and outlive a
 * restart with other settings. Sessions of users who are not configured any more, or have
 * another password, are ended; and so are those of users of a provider after some hours,
 * as only a login tells whether the provider still says the same of them.
 */
final class SessionRightsFilter extends OncePerRequestFilter {

	private static final Logger logger = LoggerFactory.getLogger(SessionRightsFilter.class);

	private static final String FAILURE = ApiException.class.getName();

	private static final String PASSWORD_MARK = "larder.password-mark";

	private final AdminUsers users;

	private final OidcLogin oidcLogin;

	private final ApiSecurityErrors apiErrors;

	private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();

	SessionRightsFilter(AdminUsers users, OidcLogin oidcLogin, ApiSecurityErrors apiErrors) {
		this.users = users;
		this.oidcLogin = oidcLogin;
		this.apiErrors = apiErrors;
	}

	/**
	 * Makes a session no longer that of a user with a password.
	 * @param session the session
	 */
	static void forgetPassword(HttpSession session) {
		session.removeAttribute(PASSWORD_MARK);
	}

	/**
	 * Returns what notes in a new session which password it was made with, and goes on to
	 * the page that was wanted.
	 * @return the handler of logins with the form
	 */
	AuthenticationSuccessHandler loginHandler() {
		RedirectStrategy redirects = new DefaultRedirectStrategy();
		return (request, response, login) -> {
			UserDetails user = this.users.details(login.getName()).orElse(null);
			if (user != null) {
				request.getSession().setAttribute(PASSWORD_MARK, mark(user));
				request.getSession().removeAttribute(OidcSession.ATTRIBUTE);
			}
			redirects.sendRedirect(request, response, LoginTarget.named(request).path());
		};
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ApiException failure = (ApiException) request.getAttribute(FAILURE);
		if (failure == null) {
			try {
				renew(request);
			}
			catch (DataAccessException | TransactionException ex) {
				failure = new ApiException(ProblemCode.STORE_UNAVAILABLE,
						"The database of this service does not answer, so that it cannot tell whose session this is",
						Map.of(), ex);
				logger.error("{} {} failed: the database does not answer", request.getMethod(), request.getRequestURI(),
						ex);
			}
		}
		if (failure == null) {
			chain.doFilter(request, response);
			return;
		}
		// Nobody asks for the session again, which would take as long
		SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			chain.doFilter(new SessionlessRequest(request), response);
		}
		else if (ApiPaths.contain(request)) {
			this.apiErrors.failed(request, response, failure);
		}
		else {
			request.setAttribute(FAILURE, failure);
			response.sendError(failure.code().status().value());
		}
	}

	private void renew(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Authentication login = (session != null) ? SecurityContextHolder.getContext().getAuthentication() : null;
		if (session != null && login instanceof UsernamePasswordAuthenticationToken) {
			if (session.getAttribute(OidcSession.ATTRIBUTE) instanceof String text) {
				renew(request, session, OidcSession.parse(text));
			}
			else {
				renew(request, session, login);
			}
		}
	}

	private void renew(HttpServletRequest request, HttpSession session, Authentication login) {
		UserDetails user = this.users.details(login.getName()).orElse(null);
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		if (user == null || !mark(user).equals(session.getAttribute(PASSWORD_MARK))) {
			logger.info("A session has ended, as its user is not configured any more, or has another password");
			session.invalidate();
		}
		else {
			context.setAuthentication(current(request, user));
		}
		SecurityContextHolder.setContext(context);
	}

	private void renew(HttpServletRequest request, HttpSession session, OidcSession login) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		UserRights rights = this.oidcLogin.rights(login).orElse(null);
		if (rights == null) {
			logger.info("A session has ended, as its time is over, or its user's groups may do nothing any more");
			session.invalidate();
		}
		else {
			ProviderAuthentication current = new ProviderAuthentication(login.name(), rights);
			current.setDetails(this.details.buildDetails(request));
			context.setAuthentication(current);
		}
		SecurityContextHolder.setContext(context);
	}

	private Authentication current(HttpServletRequest request, UserDetails user) {
		UsernamePasswordAuthenticationToken current = UsernamePasswordAuthenticationToken.authenticated(user, null,
				user.getAuthorities());
		current.setDetails(this.details.buildDetails(request));
		current.eraseCredentials();
		return current;
	}

	/**
	 * Returns what tells a password from others, without telling anything about it.
	 */
	private static String mark(UserDetails user) {
		return Sha256.of(String.valueOf(user.getPassword())).hex();
	}

}
