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
package dev.larder.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ServerTimingFilterTests {

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void tellsTheTimeOfAnAnswerWithoutABody() throws ServletException, IOException {
		filter((request, response) -> {
		});
		assertTimed();
	}

	@Test
	void tellsTheTimeOfAnAnswerThatWasSent() throws ServletException, IOException {
		filter((request, response) -> {
			response.getOutputStream().write('a');
			response.getOutputStream().flush();
		});
		assertTimed();
	}

	@Test
	void tellsTheTimeOfAnAnswerThatWasSentThroughItsWriter() throws ServletException, IOException {
		filter((request, response) -> {
			response.getWriter().write("a");
			response.getWriter().flush();
		});
		assertTimed();
	}

	@Test
	void tellsTheTimeOfAnAnswerOfWhichOnlyTheHeadersWereSent() throws ServletException, IOException {
		filter((request, response) -> response.flushBuffer());
		assertTimed();
	}

	@Test
	void tellsTheTimeOfAnError() throws ServletException, IOException {
		filter((request, response) -> ((HttpServletResponse) response).sendError(503));
		assertTimed();
	}

	@Test
	void tellsTheTimeOfAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> filter((request, response) -> {
			throw new IllegalStateException();
		}));
		assertTimed();
	}

	private void filter(FilterChain chain) throws ServletException, IOException {
		new ServerTimingFilter().doFilter(new MockHttpServletRequest(), this.response, chain);
	}

	private void assertTimed() {
		assertThat(this.response.getHeader("X-Took")).matches("\\d+\\.\\d ms");
		assertThat(this.response.getHeader("Server-Timing")).matches("app;dur=\\d+\\.\\d");
	}

}
