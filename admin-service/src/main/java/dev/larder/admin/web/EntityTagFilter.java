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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

import dev.larder.admin.digest.Sha256;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives each answer of the API a weak {@code ETag}, and answers that nothing has changed
 * to whoever sends it back. Answers are bounded, so that they may be kept until they are
 * complete, and what they are made of is asked for all the same: it is the client that
 * has less to do. Nothing else about caching changes; an answer that must not be stored
 * may still be compared with the one that a page shows.
 */
@Component
class EntityTagFilter extends ShallowEtagHeaderFilter {

	/**
	 * Names of what is different each time though nothing has changed.
	 */
	private static final Set<String> MOMENTARY = Set.of("sampledAt", "elapsedMs", "uptimeMs", "ageMs");

	private static final String ANY = "*";

	private final JsonFactory jsonFactory = new JsonFactory();

	EntityTagFilter() {
		setWriteWeakETag(true);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI();
		boolean stream = path.endsWith("/events") || path.endsWith("/export") || path.endsWith("/export.csv");
		return stream || !HttpMethod.GET.matches(request.getMethod()) || !ApiPaths.contain(request)
				|| !path.contains(ApiPaths.PREFIX);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (ANY.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
			answerUnlessThere(request, response, chain);
		}
		else {
			super.doFilterInternal(request, response, chain);
		}
		// Spring Security would leave it out, as if the answer were that of a cache
		if (response.getStatus() == HttpStatus.NOT_MODIFIED.value()
				&& !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
		}
	}

	/**
	 * Answers who wants nothing but to know whether there is something: Spring looks at
	 * the asterisk only where something is changed.
	 */
	private void answerUnlessThere(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, answer);
		if (HttpStatus.valueOf(answer.getStatus()).is2xxSuccessful()) {
			if (!answer.containsHeader(HttpHeaders.ETAG)) {
				answer.setHeader(HttpHeaders.ETAG, generateETagHeaderValue(answer.getContentInputStream(), true));
			}
			answer.resetBuffer();
			answer.setStatus(HttpStatus.NOT_MODIFIED.value());
		}
		answer.copyBodyToResponse();
	}

	// Unlike in its parent, "no-store" is about what is kept, not about what is compared
	@Override
	protected boolean isEligibleForEtag(HttpServletRequest request, HttpServletResponse response, int status,
			InputStream body) {
		return !response.isCommitted() && HttpStatus.valueOf(status).is2xxSuccessful();
	}

	@Override
	protected String generateETagHeaderValue(InputStream body, boolean weak) {
		MessageDigest digest = Sha256.begin();
		try (JsonParser parser = this.jsonFactory.createParser(ObjectReadContext.empty(), body)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (token == JsonToken.PROPERTY_NAME && MOMENTARY.contains(parser.currentName())) {
					parser.nextToken();
					parser.skipChildren();
				}
				else {
					digest.update((byte) token.id());
					digest.update(parser.getString().getBytes(StandardCharsets.UTF_8));
					digest.update((byte) 0);
				}
			}
		}
		return (weak ? "W/\"" : "\"") + Sha256.of(digest).hex() + "\"";
	}

}
