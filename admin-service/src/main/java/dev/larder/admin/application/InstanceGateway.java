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
import java.util.LinkedHashMap;
import java.util.Map;

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
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Talks to instances through the starter's endpoint. What goes wrong is thrown as an
 * {@link ApiException}.
 */
@Component
public class InstanceGateway {

	private static final int MAX_REPORT_BYTES = 4 * 1024 * 1024;

	/**
	 * Some 2,000 caches. A few bytes may stand for an object.
	 */
	private static final int MAX_REPORT_TOKENS = 200_000;

	private final InstanceClients clients;

	private final JsonMapper jsonMapper;

	InstanceGateway(InstanceClients clients) {
		this.clients = clients;
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxTokenCount(MAX_REPORT_TOKENS)
			.maxNestingDepth(50)
			.build();
		this.jsonMapper = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build()).build();
	}

	/**
	 * Asks an instance for its caches.
	 * @param application the instance's application
	 * @param instance the instance
	 * @return its report
	 */
	public LarderReport report(ClientApplication application, ApplicationInstance instance) {
		RestClient.RequestHeadersSpec<?> request = client(application).get().uri(instance.endpoint());
		return exchange(application, instance, request, false, (response) -> {
			if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
				throw InstanceFailures.ofRead(instance, response.getStatusCode());
			}
			return read(instance, response, LarderReport.class);
		});
	}

	/**
	 * Tells an instance to clear a cache.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param cache the name of the cache
	 * @param manager the name of its cache manager, or {@code null} if the instance has
	 * only one of that name
	 */
	public void clear(ClientApplication application, ApplicationInstance instance, String cache,
			@Nullable String manager) {
		operate(application, instance, Map.of("operation", "clear"), cache, manager);
	}

	/**
	 * Tells an instance to evict a key.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param key the key, and the cache it is in
	 * @param everywhere whether to evict it from wherever the cache keeps it, and not
	 * from the instance alone
	 * @return what the instance did
	 */
	public String evict(ClientApplication application, ApplicationInstance instance, EntryKeyRef key,
			boolean everywhere) {
		return operate(application, instance,
				Map.of("operation", everywhere ? "evict" : "evict-local", "key", key.key()), key.cache(),
				key.manager());
	}

	/**
	 * Asks an instance for the entries it has whose keys begin alike.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param prefix how they begin, and the cache they are in
	 * @return what it has
	 */
	public PrefixReport countByPrefix(ClientApplication application, ApplicationInstance instance, EntryKeyRef prefix) {
		return byPrefix(application, instance, "count-by-prefix", prefix);
	}

	/**
	 * Tells an instance to remove from its memory the entries whose keys begin alike.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param prefix how they begin, and the cache they are in
	 * @return what it had
	 */
	public PrefixReport evictByPrefix(ClientApplication application, ApplicationInstance instance, EntryKeyRef prefix) {
		return byPrefix(application, instance, "evict-local-by-prefix", prefix);
	}

	private PrefixReport byPrefix(ClientApplication application, ApplicationInstance instance, String operation,
			EntryKeyRef prefix) {
		OperationReport report = operate(this.clients.patientClient(application.access().sslBundle()), application,
				instance, Map.of("operation", operation, "key", prefix.key()), prefix.cache(), prefix.manager());
		if (report.keys() == null) {
			throw InstanceFailures.unreadable(instance, "it has no 'keys'");
		}
		return report.keys();
	}

	/**
	 * Has all instances of an application drop their copies of what is in memcached.
	 * @param application the application
	 * @param instance the instance that tells the others
	 * @param cache the name of a cache
	 * @param manager the name of its cache manager, or {@code null} if the instance has
	 * only one of that name
	 */
	public void announceChanges(ClientApplication application, ApplicationInstance instance, String cache,
			@Nullable String manager) {
		operate(application, instance, Map.of("operation", "announce-changes"), cache, manager);
	}

	private String operate(ClientApplication application, ApplicationInstance instance, Map<String, String> operation,
			String cache, @Nullable String manager) {
		return String.valueOf(operate(client(application), application, instance, operation, cache, manager).outcome());
	}

	private OperationReport operate(RestClient client, ClientApplication application, ApplicationInstance instance,
			Map<String, String> operation, String cache, @Nullable String manager) {
		RestClient.RequestHeadersSpec<?> request = client.post()
			.uri(instance.endpoint())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body(operation, cache, manager));
		return exchange(application, instance, request, true, (response) -> {
			if (!response.getStatusCode().is2xxSuccessful()) {
				throw InstanceFailures.ofClear(instance, response.getStatusCode(), cache);
			}
			return read(instance, response, OperationReport.class);
		});
	}

	/**
	 * Asks an instance what it knows of a key.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param key the key, and the cache it is in
	 * @return what it knows
	 */
	public EntryReport lookUp(ClientApplication application, ApplicationInstance instance, EntryKeyRef key) {
		RestClient.RequestHeadersSpec<?> request = client(application).post()
			.uri(instance.entriesEndpoint())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body(Map.of("key", key.key()), key.cache(), key.manager()));
		return exchange(application, instance, request, false, (response) -> {
			if (response.getStatusCode().isSameCodeAs(HttpStatus.NO_CONTENT)) {
				throw InstanceFailures.noSuchCache(instance, key.cache());
			}
			if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
				throw InstanceFailures.ofLookUp(instance, response.getStatusCode());
			}
			return read(instance, response, EntryReport.class);
		});
	}

	private static Map<String, String> body(Map<String, String> members, String cache, @Nullable String manager) {
		Map<String, String> body = new LinkedHashMap<>(members);
		body.put("cache", cache);
		if (manager != null) {
			body.put("manager", manager);
		}
		return body;
	}

	private <T> T exchange(ClientApplication application, ApplicationInstance instance,
			RestClient.RequestHeadersSpec<?> request, boolean write, ResponseReader<T> reader) {
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

	private RestClient client(ClientApplication application) {
		return this.clients.client(application.access().sslBundle());
	}

	private static @Nullable String authorization(ClientApplication application, ApplicationInstance instance) {
		Credentials credentials = application.access().credentials();
		try {
			return (credentials != null) ? credentials.authorization() : null;
		}
		catch (IOException ex) {
			throw new ApiException(ProblemCode.CREDENTIALS_UNAVAILABLE, instance + " was not asked: " + ex.getMessage(),
					Map.of(), ex);
		}
	}

	private <T> T read(ApplicationInstance instance, ClientHttpResponse response, Class<T> type) throws IOException {
		byte[] body = response.getBody().readNBytes(MAX_REPORT_BYTES + 1);
		if (body.length > MAX_REPORT_BYTES) {
			throw InstanceFailures.unreadable(instance, "it has more than " + MAX_REPORT_BYTES + " bytes");
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

	private static String location(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		return (location != null) ? "byte " + location.getByteOffset() : "its end";
	}

	/**
	 * Reads an answer.
	 *
	 * @param <T> what it is read into
	 */
	private interface ResponseReader<T> {

		T read(ClientHttpResponse response) throws IOException;

	}

}
