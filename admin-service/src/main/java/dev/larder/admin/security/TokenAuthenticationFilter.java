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
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.access.TokenAuthentication;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.token.TokenService;
import dev.larder.admin.token.WrongTokenException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets programs in that come with a token. A request with a token is that of the token
 * and of nobody else, also where it has a session; and it never makes one.
 */
final class TokenAuthenticationFilter extends OncePerRequestFilter {

	private final TokenService tokens;

	private final LoginLimits limits;

	private final AuditTrail auditTrail;

	private final ApiSecurityErrors errors;

	private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();

	/**
	 * Where what is done asynchronously finds the user again.
	 */
	private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

	TokenAuthenticationFilter(TokenService tokens, LoginLimits limits, AuditTrail auditTrail,
			ApiSecurityErrors errors) {
		this.tokens = tokens;
		this.limits = limits;
		this.auditTrail = auditTrail;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String token = BearerToken.of(request);
		if (token == null) {
			chain.doFilter(request, response);
			return;
		}
		SecurityContextHolder.clearContext();
		try {
			this.limits.check(request.getRemoteAddr(), null);
			TokenAuthentication user = this.tokens.authenticate(token);
			user.setDetails(this.details.buildDetails(request));
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(user);
			SecurityContextHolder.setContext(context);
			this.contexts.saveContext(context, request, response);
		}
		catch (WrongTokenException ex) {
			refuse(request, response, ex);
			return;
		}
		catch (TooManyAttemptsException ex) {
			this.errors.commence(request, response, ex);
			return;
		}
		catch (DataAccessException ex) {
			this.errors.failed(request, response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, WrongTokenException ex) {
		String address = request.getRemoteAddr();
		String id = ex.tokenId();
		if (id == null) {
			this.limits.failed(address, null);
		}
		else {
			// Nobody guesses here: a program has been left with an old token, and must
			// not lock out its neighbours
			try {
				this.limits.check(address, id);
			}
			catch (TooManyAttemptsException tooMany) {
				this.errors.commence(request, response, tooMany);
				return;
			}
			this.limits.failedOnlyFor(address, id);
		}
		record(request, ex);
		this.errors.commence(request, response, ex);
	}

	private void record(HttpServletRequest request, WrongTokenException ex) {
		UsernamePasswordAuthenticationToken owner = UsernamePasswordAuthenticationToken
			.unauthenticated((ex.owner() != null) ? ex.owner() : "?", null);
		WebAuthenticationDetails from = this.details.buildDetails(request);
		owner.setDetails(from);
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("reason", ex.reason());
		if (ex.tokenId() != null) {
			data.put("subject", ex.tokenId());
		}
		this.auditTrail.recordIfPossible(owner, AuditTypes.TOKEN_REFUSED, data);
	}

}
