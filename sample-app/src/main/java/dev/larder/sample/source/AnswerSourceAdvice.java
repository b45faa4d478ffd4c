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
package dev.larder.sample.source;

import dev.larder.cache.LarderCacheManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Tells in the header {@code X-Cache} of an answer where it came from: {@code database},
 * {@code memcached} or {@code local}, which is the memory of this process. It is
 * {@code hit} where other requests were answered at the same moment, so that it is not
 * known which of them was answered from where. Brings the counter along, so that it works
 * in a test of a slice, too.
 */
@RestControllerAdvice
@Import(ConnectionCounter.class)
class AnswerSourceAdvice implements HandlerInterceptor, ResponseBodyAdvice<Object> {

	static final String HEADER = "X-Cache";

	private static final String DATABASE = "database";

	private static final String START = AnswerSourceAdvice.class.getName() + ".START";

	private final ObjectProvider<LarderCacheManager> cacheManager;

	private final ConnectionCounter connections;

	AnswerSourceAdvice(ObjectProvider<LarderCacheManager> cacheManager, ConnectionCounter connections) {
		this.cacheManager = cacheManager;
		this.connections = connections;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getMethod().equals("GET")) {
			request.setAttribute(START, new Start(this.connections.count(), reads()));
		}
		return true;
	}

	private @Nullable CacheReads reads() {
		LarderCacheManager manager = this.cacheManager.getIfAvailable();
		return (manager != null) ? CacheReads.of(manager) : null;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType,
			MediaType selectedContentType, Class<? extends HttpMessageConverter<?>> selectedConverterType,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (request instanceof ServletServerHttpRequest servlet
				&& servlet.getServletRequest().getAttribute(START) instanceof Start start) {
			String source = source(start);
			if (source != null) {
				response.getHeaders().set(HEADER, source);
			}
		}
		return body;
	}

	private @Nullable String source(Start start) {
		if (this.connections.count() > start.connections()) {
			return DATABASE;
		}
		CacheReads now = reads();
		if (now == null || start.reads() == null) {
			return null;
		}
		CacheReads since = now.since(start.reads());
		if (since.hits() == 0) {
			// Another request has loaded the same, or else no cache was read at all
			return (since.misses() > 0) ? DATABASE : null;
		}
		if (since.localHits() == 0) {
			return "memcached";
		}
		return (since.localHits() == since.hits()) ? "local" : "hit";
	}

	/**
	 * What was so when a request came.
	 *
	 * @param connections how often its thread had asked for a connection
	 * @param reads what had been read from caches
	 */
	private record Start(long connections, @Nullable CacheReads reads) {

	}

}
