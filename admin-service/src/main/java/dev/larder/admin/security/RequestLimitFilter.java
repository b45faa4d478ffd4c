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
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses the requests of a user who sends too many. A user has an allowance that fills
 * up steadily, to what may be sent in a minute.
 */
final class RequestLimitFilter extends OncePerRequestFilter {

	private static final double MILLIS_PER_MINUTE = 60_000;

	private static final int MANY = 10_000;

	private final int requestsPerMinute;

	private final InstantSource clock;

	private final ApiSecurityErrors errors;

	/**
	 * Allowances by the names of users. Providers may have any number of them, so that
	 * those that are full are forgotten where there are many.
	 */
	private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

	RequestLimitFilter(int requestsPerMinute, InstantSource clock, ApiSecurityErrors errors) {
		this.requestsPerMinute = requestsPerMinute;
		this.clock = clock;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user != null && !(user instanceof AnonymousAuthenticationToken) && !allow(user.getName())) {
			long secondsForOne = (long) Math.ceil(60.0 / this.requestsPerMinute);
			this.errors.tooManyRequests(request, response, secondsForOne,
					"A user may send " + this.requestsPerMinute + " requests a minute");
			return;
		}
		chain.doFilter(request, response);
	}

	private boolean allow(String user) {
		long now = this.clock.millis();
		Allowance allowance = this.allowances.compute(user, (name, known) -> (known != null)
				? known.next(now, this.requestsPerMinute) : new Allowance(this.requestsPerMinute - 1.0, now, true));
		if (this.allowances.size() > MANY) {
			this.allowances.values().removeIf((known) -> known.isFull(now, this.requestsPerMinute));
		}
		return allowance.allowed();
	}

	/**
	 * What a user may still send.
	 *
	 * @param requests how many requests
	 * @param at when that was counted
	 * @param allowed whether the latest request was within it
	 */
	private record Allowance(double requests, long at, boolean allowed) {

		private boolean isFull(long now, int requestsPerMinute) {
			return available(now, requestsPerMinute) >= requestsPerMinute;
		}

		private double available(long now, int requestsPerMinute) {
			double grown = Math.max(0, now - this.at) * requestsPerMinute / MILLIS_PER_MINUTE;
			return Math.min(requestsPerMinute, this.requests + grown);
		}

		private Allowance next(long now, int requestsPerMinute) {
			double available = available(now, requestsPerMinute);
			return (available >= 1) ? new Allowance(available - 1, now, true) : new Allowance(available, now, false);
		}

	}

}
