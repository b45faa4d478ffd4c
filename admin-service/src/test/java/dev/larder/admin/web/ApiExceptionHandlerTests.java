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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiExceptionHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApiExceptionHandlerTests {

	private final ApiExceptionHandler handler = new ApiExceptionHandler();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/clusters/main/history");

	@BeforeEach
	void setPath() {
		this.request.setServletPath(this.request.getRequestURI());
	}

	@Test
	void browserThatHasLeftWhileItWasAnsweredIsNoError(CapturedOutput output) throws Exception {
		Exception broken = new AsyncRequestNotUsableException("failed to write", new IOException("Broken pipe"));
		assertThat(
				this.handler.handle(new HttpMessageNotWritableException("Could not write JSON", broken), this.request))
			.isNull();
		assertThat(output).doesNotContain("history failed");
	}

	@Test
	void answerThatCannotBeWrittenIsAnError(CapturedOutput output) throws Exception {
		assertThat(this.handler.handle(new HttpMessageNotWritableException("Could not write JSON"), this.request))
			.isNotNull();
		assertThat(output).contains("GET /api/v1/clusters/main/history failed");
	}

}
