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

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Sends requests to instances with the credentials of their applications, and reads what
 * they answer, of which only so much is read as an honest one would answer.
 */
final class InstanceExchange {

	private static final int MAX_BYTES = 4 * 1024 * 1024;

	/**
	 * Some 2,000 caches. A few bytes may stand for an object.
	 */
	private static final int MAX_TOKENS = 200_000;

	private static final int MAX_REFUSAL_BYTES = 8 * 1024;

	private final JsonMapper jsonMapper;

	InstanceExchange() {
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxTokenCount(MAX_TOKENS)
			.maxNestingDepth(50)
			.build();
		this.jsonMapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build()).build();
	}

	/**
	 * Sends a request.
	 * @param <T> what the answer is read into
	 * @param application the instance's application
	 * @param instance the instance
	 * @param request the request
	 * @param write whether it changes something
	 * @param reader reads the answer
	 * @return what was read
	 */
	<T> T perform(ClientApplication application, ApplicationInstance instance, RestClient.RequestHeadersSpec<?> request,
			boolean write, ResponseReader<T> reader) {
		if (application.access().sslBundle() != null && !instance.isEncrypted()) {
			throw InstanceFailures.notEncrypted(instance);
		}
		String authorization = authorization(application, instance);
		if (authorization != null) {
			request.header(HttpHeaders.AUTHORIZATION, authorization);
		}
		try {
			return request.accept(MediaType.APPLICATION_JSON)
				.exchangeForRequiredValue((sent, response) -> reader.read(response));
		}
		catch (ResourceAccessException ex) {
			IOException cause = (ex.getCause() instanceof IOException io) ? io : new IOException(ex.getMessage());
			throw InstanceFailures.of(instance, cause, write);
		}
	}

	private static @Nullable String authorization(ClientApplication application, ApplicationInstance instance) {
		Credentials credentials = application.access().credentials(instance);
		try {
			return (credentials != null) ? credentials.authorization() : null;
		}
		catch (IOException ex) {
			throw new ApiException(ProblemCode.CREDENTIALS_UNAVAILABLE, instance + " was not asked: " + ex.getMessage(),
					Map.of(), ex);
		}
	}

	/**
	 * Reads the body of an answer.
	 * @param <T> what it is read into
	 * @param instance the instance
	 * @param response the answer
	 * @param type what it is read into
	 * @return what was read
	 * @throws IOException if the connection breaks
	 */
	<T> T read(ApplicationInstance instance, ClientHttpResponse response, Class<T> type) throws IOException {
		byte[] body = response.getBody().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw InstanceFailures.unreadable(instance, "it has more than " + MAX_BYTES + " bytes");
		}
		try {
			T answer = this.jsonMapper.readValue(body, type);
			if (answer == null) {
				throw InstanceFailures.unreadable(instance, "it is null");
			}
			return answer;
		}
		catch (JacksonException ex) {
			throw InstanceFailures.unreadable(instance, "at " + location(ex));
		}
	}

	/**
	 * Returns whether an answer says that there is no such cache, and not that there is
	 * no such endpoint, which has the same status.
	 * @param response the answer
	 * @return whether it does
	 * @throws IOException if the connection breaks
	 */
	boolean isAboutUnknownCache(ClientHttpResponse response) throws IOException {
		if (!response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
			return false;
		}
		try {
			Refusal refusal = this.jsonMapper.readValue(response.getBody().readNBytes(MAX_REFUSAL_BYTES),
					Refusal.class);
			return refusal != null && ProblemCode.UNKNOWN_CACHE.code().equals(refusal.code());
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static String location(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? "byte " + location.getByteOffset() : "its end";
	}

	/**
	 * Why the starter did not do what it was asked.
	 *
	 * @param code the kind of error
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Refusal(@Nullable String code) {

	}

	/**
	 * Reads an answer.
	 *
	 * @param <T> what it is read into
	 */
	interface ResponseReader<T> {

		T read(ClientHttpResponse response) throws IOException;

	}

}
