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

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * The page that a login leads to: one of this service, whatever the browser says.
 *
 * @param path its path and query, without the context path
 */
public record LoginTarget(String path) {

	/**
	 * The name of the parameter that holds it.
	 */
	public static final String PARAMETER = "to";

	static final int MAX_LENGTH = 1000;

	private static final String LOGIN = "/login";

	private static final LoginTarget HOME = new LoginTarget("/");

	/**
	 * Returns the page that a request asks for.
	 */
	static LoginTarget asked(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return of((request.getQueryString() != null) ? path + "?" + request.getQueryString() : path);
	}

	/**
	 * Returns the page that a form was sent from.
	 */
	static LoginTarget left(HttpServletRequest request) {
		String referrer = request.getHeader(HttpHeaders.REFERER);
		if (referrer == null) {
			return HOME;
		}
		try {
			URI page = new URI(referrer);
			String path = page.getRawPath();
			if (path == null || !path.startsWith(request.getContextPath() + "/")) {
				return HOME;
			}
			path = path.substring(request.getContextPath().length());
			return of((page.getRawQuery() != null) ? path + "?" + page.getRawQuery() : path);
		}
		catch (URISyntaxException ex) {
			return HOME;
		}
	}

	/**
	 * Returns the page that the browser names.
	 */
	static LoginTarget named(HttpServletRequest request) {
		return of(request.getParameter(PARAMETER));
	}

	/**
	 * Returns a page.
	 * @param text what may be its path and query
	 * @return the page, or the overview if the text is none, or would lead elsewhere
	 */
	public static LoginTarget of(@Nullable String text) {
		return (text != null && isPage(text)) ? new LoginTarget(text) : HOME;
	}

	private static boolean isPage(String text) {
		// What browsers leave out or correct is refused: blanks, backslashes, dots
		if (text.length() > MAX_LENGTH || !text.startsWith("/") || text.contains("//") || text.contains("/.")
				|| !text.chars().allMatch((character) -> character > ' ' && character < 0x7f)) {
			return false;
		}
		try {
			URI uri = new URI(text);
			return !uri.isAbsolute() && uri.getRawAuthority() == null && uri.getRawFragment() == null
					&& !uri.getRawPath().equals(LOGIN) && !uri.getRawPath().startsWith(LOGIN + "/");
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Returns what a link or a form hands on.
	 * @return the path and query, or {@code null} for the overview
	 */
	public @Nullable String parameter() {
		return equals(HOME) ? null : this.path;
	}

	/**
	 * Returns the login page that leads here.
	 * @param state what it is to say, as the name of a parameter, or {@code null}
	 * @return its path and query
	 */
	String loginPage(@Nullable String state) {
		String to = (parameter() != null) ? PARAMETER + "=" + UriUtils.encode(this.path, StandardCharsets.UTF_8) : "";
		String said = (state != null) ? state : "";
		String both = said + (said.isEmpty() || to.isEmpty() ? "" : "&") + to;
		return LOGIN + (both.isEmpty() ? "" : "?") + both;
	}

}
