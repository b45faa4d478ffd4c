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
package dev.larder.admin.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Knows which requests are for programs and not for people.
 */
public final class ApiPaths {

	static final String PREFIX = "/api/";

	private ApiPaths() {
	}

	/**
	 * Returns whether a request is for a program.
	 * @param request the request
	 * @return whether it is to the API, or for its description
	 */
	public static boolean contain(HttpServletRequest request) {
		// Decoded, as the security filters see it
		String path = request.getServletPath() + ((request.getPathInfo() != null) ? request.getPathInfo() : "");
		return path.startsWith(PREFIX) || path.startsWith("/v3/api-docs");
	}

}
