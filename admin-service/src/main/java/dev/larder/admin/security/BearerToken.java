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

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The token in the header of a request, where a browser puts none by itself.
 */
final class BearerToken {

	private static final String SCHEME = "Bearer";

	private BearerToken() {
	}

	/**
	 * Returns the token of a request.
	 * @param request the request
	 * @return the token, perhaps empty, or {@code null} if the request has none
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>
	 */
	static @Nullable String of(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = header.substring(SCHEME.length());
		return (token.isEmpty() || token.startsWith(" ")) ? token.strip() : null;
	}

}
