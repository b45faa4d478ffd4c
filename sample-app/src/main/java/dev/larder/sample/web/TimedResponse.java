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
import java.io.PrintWriter;
import java.util.Locale;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response with headers that say how many milliseconds passed from its creation to the
 * first access to its body, or to its end if it has none: {@code Server-Timing}, which
 * browsers show (<a href="https://www.w3.org/TR/server-timing/">W3C Server Timing</a>),
 * and {@code X-Took} for people. Headers go before the body, so a later end cannot be
 * told. Not safe for use by several threads.
 */
class TimedResponse extends HttpServletResponseWrapper {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final long start = System.nanoTime();

	private boolean stopped;

	TimedResponse(HttpServletResponse response) {
		super(response);
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		stop();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		stop();
		return super.getWriter();
	}

	@Override
	public void sendError(int status) throws IOException {
		stop();
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		stop();
		super.sendError(status, message);
	}

	@Override
	public void flushBuffer() throws IOException {
		stop();
		super.flushBuffer();
	}

	/** Sets the headers; does nothing when called again. */
	void stop() {
		if (this.stopped) {
			return;
		}
		this.stopped = true;
		String milliseconds = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - this.start) / NANOS_PER_MILLI);
		setHeader("Server-Timing", "app;dur=" + milliseconds);
		setHeader("X-Took", milliseconds + " ms");
	}

}
