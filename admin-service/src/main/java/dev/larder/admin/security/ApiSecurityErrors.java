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

import java.util.Map;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.token.WrongTokenException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what the security filters refuse in the same form as all other errors of the
 * API.
 */
@Component
class ApiSecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final String BASIC = "Basic realm=\"Larder Admin\", charset=\"UTF-8\"";

	private final HandlerExceptionResolver resolver;

	private final CsrfDenialAudit csrfDenials;

	ApiSecurityErrors(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
			CsrfDenialAudit csrfDenials) {
		this.resolver = resolver;
		this.csrfDenials = csrfDenials;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		if (ex instanceof TooManyAttemptsException tooMany) {
			tooManyRequests(request, response, tooMany.retryAfter(),
					"Too many logins from this address have failed; wait before the next");
			return;
		}
		// A browser would show its own dialog, and then send the password by itself
		if (request.getHeader("Sec-Fetch-Mode") == null) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
					(ex instanceof WrongTokenException) ? "Bearer error=\"invalid_token\"" : BASIC);
		}
		if (ex instanceof WrongTokenException) {
			resolve(request, response,
					new ApiException(ProblemCode.UNAUTHENTICATED, String.valueOf(ex.getMessage()), Map.of(), ex));
			return;
		}
		resolve(request, response, new ApiException(ProblemCode.UNAUTHENTICATED,
				"Log in, or send a token, or a user name and a password with basic authentication", Map.of(), ex));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex) {
		this.csrfDenials.record(request, ex);
		ApiException problem = (ex instanceof CsrfException)
				? new ApiException(ProblemCode.CSRF_TOKEN_MISSING,
						"A request in a session needs its CSRF token; a request with basic authentication and without"
								+ " a session needs none",
						Map.of(), ex)
				: new ApiException(ProblemCode.FORBIDDEN, "The role of the user does not allow this", Map.of(), ex);
		resolve(request, response, problem);
	}

	/**
	 * Answers a request that came too soon.
	 * @param request the request
	 * @param response the response
	 * @param seconds when to try again
	 * @param detail why it was refused
	 */
	void tooManyRequests(HttpServletRequest request, HttpServletResponse response, long seconds, String detail) {
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		resolve(request, response, new ApiException(ProblemCode.TOO_MANY_REQUESTS, detail));
	}

	/**
	 * Answers a request that failed before it could be told whose it is.
	 * @param request the request
	 * @param response the response
	 * @param failure why
	 */
	void failed(HttpServletRequest request, HttpServletResponse response, Exception failure) {
		this.resolver.resolveException(request, response, null, failure);
	}

	private void resolve(HttpServletRequest request, HttpServletResponse response, ApiException problem) {
		this.resolver.resolveException(request, response, null, problem);
	}

}
