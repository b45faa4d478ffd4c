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

import java.io.IOException;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Ends the reading of a body that is longer than any the service needs.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BodySizeFilter extends OncePerRequestFilter {

	private static final int MAX_LENGTH = 64 * 1024;

	private final HandlerExceptionResolver resolver;

	BodySizeFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > MAX_LENGTH) {
			refuse(request, response);
			return;
		}
		chain.doFilter(new HttpServletRequestWrapper(request) {

			@Override
			public ServletInputStream getInputStream() throws IOException {
				return new BoundedInputStream(super.getInputStream());
			}

		}, response);
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ApiException problem = new ApiException(ProblemCode.BODY_TOO_LARGE,
				"No body the service needs has more than " + MAX_LENGTH + " bytes");
		if (!ApiPaths.contain(request) || this.resolver.resolveException(request, response, null, problem) == null) {
			response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
		}
	}

	/**
	 * Fails when the bound is passed, for bodies that do not say how long they are.
	 */
	private static final class BoundedInputStream extends ServletInputStream {

		private final ServletInputStream input;

		private int remaining = MAX_LENGTH;

		private BoundedInputStream(ServletInputStream input) {
			this.input = input;
		}

		@Override
		public int read() throws IOException {
			int next = this.input.read();
			count((next >= 0) ? 1 : 0);
			return next;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = this.input.read(bytes, offset, length);
			count(Math.max(0, count));
			return count;
		}

		private void count(int bytes) throws IOException {
			this.remaining -= bytes;
			if (this.remaining < 0) {
				throw new IOException("The body has more than " + MAX_LENGTH + " bytes");
			}
		}

		@Override
		public boolean isFinished() {
			return this.input.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.input.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.input.setReadListener(listener);
		}

	}

}
