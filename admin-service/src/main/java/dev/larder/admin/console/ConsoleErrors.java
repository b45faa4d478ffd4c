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

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.larder.admin.fanout.OutOfMemoryExit;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows errors of pages as pages: what happened, and what to do next.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = ConsoleErrors.class)
class ConsoleErrors implements ErrorViewResolver {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleErrors.class);

	/**
	 * The attribute of a request that holds what went wrong, for filters to set it, too.
	 */
	private static final String PROBLEM = ApiException.class.getName();

	private final ConsoleModel pages;

	private final LocaleResolver locales;

	private final MessageSource messages;

	ConsoleErrors(ConsoleModel pages, LocaleResolver locales, MessageSource messages) {
		this.messages = messages;
		this.pages = pages;
		this.locales = locales;
	}

	@ExceptionHandler
	void answered(ApiException ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.setAttribute(PROBLEM, ex);
		response.sendError(ex.code().status().value());
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	void storeUnavailable(Exception ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		OutOfMemoryExit.check(ex);
		logger.error("{} {} failed: the database does not answer", request.getMethod(), request.getRequestURI(), ex);
		answered(
				new ApiException(ProblemCode.STORE_UNAVAILABLE,
						"The database of this service does not answer; what cannot be recorded is not done"),
				request, response);
	}

	@Override
	public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
		Map<String, Object> page = new HashMap<>();
		Locale locale = this.locales.resolveLocale(request);
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		page.put("display", this.pages.display(locale));
		page.put("preferences", this.pages.preferences(request));
		page.put("environment", this.pages.environment());
		page.put("status", status.value());
		page.put("loggedIn", user != null && user.isAuthenticated());
		if (request.getAttribute(PROBLEM) instanceof ApiException ex) {
			page.put("problem", new Problem(ex.code(), String
				.valueOf(this.messages.getMessage("problem." + ex.code().code(), null, ex.detail(), locale))));
		}
		return new ModelAndView("error", page, status);
	}

	/**
	 * What went wrong.
	 *
	 * @param code the kind of error
	 * @param detail what happened, as a sentence
	 */
	record Problem(ProblemCode code, String detail) {
	}

}
