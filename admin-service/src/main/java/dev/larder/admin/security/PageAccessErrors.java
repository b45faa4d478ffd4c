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

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Answers people who may not see a page: with the login if nobody is logged in, which
 * leads to the page then, and otherwise with an error. A form that comes after the end of
 * its session is not carried out later by itself, so that the login says so.
 */
final class PageAccessErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final String PROBLEM = ApiException.class.getName();

	private final CsrfDenialAudit csrfDenials;

	private final AccessDeniedHandler denial = new AccessDeniedHandlerImpl();

	private final RedirectStrategy redirects = new DefaultRedirectStrategy();

	PageAccessErrors(CsrfDenialAudit csrfDenials) {
		this.csrfDenials = csrfDenials;
	}

	/**
	 * Returns whether a request is that of a person, who can log in.
	 */
	static boolean wantPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
				&& request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		boolean reads = HttpMethod.GET.matches(request.getMethod());
		this.redirects.sendRedirect(request, response,
				reads ? LoginTarget.asked(request).loginPage(null) : LoginTarget.left(request).loginPage("ended"));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException, ServletException {
		this.csrfDenials.record(request, ex);
		if (ex instanceof CsrfException) {
			// Before anybody is anonymous
			if (SecurityContextHolder.getContext().getAuthentication() == null && wantPage(request)) {
				this.redirects.sendRedirect(request, response, LoginTarget.left(request).loginPage("ended"));
				return;
			}
			request.setAttribute(PROBLEM, new ApiException(ProblemCode.CSRF_TOKEN_MISSING,
					"The form is older than the login of this browser; nothing was done"));
		}
		this.denial.handle(request, response, ex);
	}

}
