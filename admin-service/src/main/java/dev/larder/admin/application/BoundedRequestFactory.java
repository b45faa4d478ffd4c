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

package dev.larder.admin.application;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Makes requests that end in time. The client's own timeouts begin anew with each byte,
 * so that whoever sends one now and then could go on forever.
 */
final class BoundedRequestFactory extends HttpComponentsClientHttpRequestFactory {

	private final Duration timeout;

	private final ScheduledExecutorService timer;

	BoundedRequestFactory(HttpClient client, Duration timeout, ScheduledExecutorService timer) {
		super(client);
		this.timeout = timeout;
		this.timer = timer;
	}

	@Override
	protected ClassicHttpRequest createHttpUriRequest(HttpMethod method, URI uri) {
		HttpUriRequestBase request = new HttpUriRequestBase(method.name(), uri);
		// Nothing happens to one that has ended by then
		ScheduledFuture<?> unused = this.timer.schedule(request::cancel, this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		return request;
	}

}
