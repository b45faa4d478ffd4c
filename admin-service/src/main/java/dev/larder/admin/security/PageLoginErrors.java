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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;

/**
 * Answers logins that failed outside the API: with the form again, or with what basic
 * authentication has for it, and with 429 if there were too many.
 */
final class PageLoginErrors implements AuthenticationEntryPoint, AuthenticationFailureHandler {

	private final BasicAuthenticationEntryPoint basic = new BasicAuthenticationEntryPoint();

	private final RedirectStrategy redirects = new DefaultRedirectStrategy();

	PageLoginErrors() {
		this.basic.setRealmName("Larder Admin");
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (!refused(response, ex)) {
			this.basic.commence(request, response, ex);
		}
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (!refused(response, ex)) {
			this.redirects.sendRedirect(request, response, LoginTarget.named(request).loginPage("error"));
		}
	}

	private static boolean refused(HttpServletResponse response, AuthenticationException ex) throws IOException {
		if (ex instanceof TooManyAttemptsException tooMany) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfter()));
			response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
			return true;
		}
		return false;
	}

}
