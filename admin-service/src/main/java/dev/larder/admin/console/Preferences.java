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

import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

/**
 * How somebody wants pages to be, kept in cookies of the browser.
 *
 * @param theme the colours
 * @param language the language, or {@code null} for that of the browser
 * @param shortcuts whether single keys do something
 */
record Preferences(Theme theme, @Nullable Language language, boolean shortcuts) {

	static final String THEME = "LARDER_ADMIN_THEME";

	static final String LANGUAGE = "LARDER_ADMIN_LANGUAGE";

	static final String SHORTCUTS = "LARDER_ADMIN_SHORTCUTS";

	static Preferences of(HttpServletRequest request) {
		Theme theme = value(Theme.class, cookie(request, THEME));
		return new Preferences((theme != null) ? theme : Theme.SYSTEM, value(Language.class, cookie(request, LANGUAGE)),
				!"off".equals(cookie(request, SHORTCUTS)));
	}

	private static @Nullable String cookie(HttpServletRequest request, String name) {
		Cookie cookie = WebUtils.getCookie(request, name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	private static <E extends Enum<E>> @Nullable E value(Class<E> type, @Nullable String name) {
		for (E value : type.getEnumConstants()) {
			if (value.name().equalsIgnoreCase(name)) {
				return value;
			}
		}
		return null;
	}

	/**
	 * The colours of pages.
	 */
	enum Theme {

		/**
		 * Those of the system.
		 */
		SYSTEM,

		/**
		 * Dark text.
		 */
		LIGHT,

		/**
		 * Light text.
		 */
		DARK;

		/**
		 * Returns the name as pages have it.
		 * @return the name in lower case, or {@code null} for that of the system
		 */
		public @Nullable String id() {
			return (this != SYSTEM) ? name().toLowerCase(Locale.ROOT) : null;
		}

	}

	/**
	 * The languages there are texts in.
	 */
	enum Language {

		/**
		 * English.
		 */
		EN(Locale.ENGLISH),

		/**
		 * German.
		 */
		DE(Locale.GERMAN);

		private final Locale locale;

		Language(Locale locale) {
			this.locale = locale;
		}

		Locale locale() {
			return this.locale;
		}

	}

}
