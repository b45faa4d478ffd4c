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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.larder.admin.console.Preferences.Language;
import dev.larder.admin.web.ApiPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * Pages are in the language that was chosen, or else in the best one for the browser. The
 * API speaks English.
 */
@Component("localeResolver")
class ConsoleLocaleResolver implements LocaleResolver {

	private final AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();

	ConsoleLocaleResolver() {
		List<Locale> locales = Arrays.stream(Language.values()).map(Language::locale).toList();
		this.browser.setSupportedLocales(locales);
		this.browser.setDefaultLocale(Language.EN.locale());
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		if (ApiPaths.contain(request)) {
			return Language.EN.locale();
		}
		Language chosen = Preferences.of(request).language();
		return (chosen != null) ? chosen.locale() : this.browser.resolveLocale(request);
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("The language is a preference");
	}

}
