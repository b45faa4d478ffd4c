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

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Decides which requests to the API need a CSRF token: those that a browser may have been
 * made to send, with what it remembers of the user. A program that sends a user name and
 * a password of its own needs none; nor does one that sends a token, which no browser
 * does by itself, and which is then all that counts.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class ApiCsrfMatcher implements RequestMatcher {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "TRACE", "OPTIONS");

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	@Override
	public boolean matches(HttpServletRequest request) {
		return !SAFE_METHODS.contains(request.getMethod()) && BearerToken.of(request) == null
				&& (hasSession(request) || isFromOtherSite(request));
	}

	private static boolean hasSession(HttpServletRequest request) {
		return request.getSession(false) != null;
	}

	/**
	 * A browser also remembers the user name and password of basic authentication, but it
	 * tells where a request comes from.
	 */
	private static boolean isFromOtherSite(HttpServletRequest request) {
		@Nullable String site = request.getHeader("Sec-Fetch-Site");
		return site != null && !OWN_SITE.contains(site);
	}

}
