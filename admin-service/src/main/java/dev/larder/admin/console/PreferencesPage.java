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

package dev.larder.admin.console;

import java.time.Duration;
import java.util.Locale;

import dev.larder.admin.console.Preferences.Language;
import dev.larder.admin.console.Preferences.Theme;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Lets people choose how pages are to be.
 */
@Controller
@RequestMapping("/preferences")
class PreferencesPage {

	private static final Duration KEPT = Duration.ofDays(365);

	@GetMapping
	String preferences() {
		return "preferences";
	}

	@PostMapping
	String save(@RequestParam Theme theme, @RequestParam(required = false) @Nullable Language language,
			@RequestParam(defaultValue = "false") boolean shortcuts, HttpServletRequest request,
			HttpServletResponse response) {
		save(Preferences.THEME, (theme != Theme.SYSTEM) ? theme : null, request, response);
		save(Preferences.LANGUAGE, language, request, response);
		save(Preferences.SHORTCUTS, shortcuts ? null : "off", request, response);
		return "redirect:/preferences?saved";
	}

	private static void save(String name, @Nullable Object value, HttpServletRequest request,
			HttpServletResponse response) {
		String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
		ResponseCookie cookie = ResponseCookie
			.from(name, (value != null) ? value.toString().toLowerCase(Locale.ROOT) : "")
			.path(path)
			.maxAge((value != null) ? KEPT : Duration.ZERO)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Lax")
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
	}

}
