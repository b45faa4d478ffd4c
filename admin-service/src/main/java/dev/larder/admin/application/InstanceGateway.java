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
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.larder.admin.problem.ApiException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Talks to instances through the starter's endpoint, and to those that have none through
 * Spring Boot's own. What goes wrong is thrown as an {@link ApiException}.
 */
@Component
public class InstanceGateway {

	private final InstanceClients clients;

	private final InstanceIdentities identities;

	private final InstanceExchange exchange;

	private final BootEndpoints bootEndpoints;

	InstanceGateway(InstanceClients clients, InstanceIdentities identities) {
		this.clients = clients;
		this.identities = identities;
		this.exchange = new InstanceExchange();
		this.bootEndpoints = new BootEndpoints(clients, this.exchange);
	}

	/**
	 * Asks an instance for its caches.
	 * @param application the instance's application
	 * @param instance the instance
	 * @return its report
	 */
	public InstanceReport report(ClientApplication application, ApplicationInstance instance) {
		RestClient.RequestHeadersSpec<?> request = client(application, instance).get().uri(instance.endpoint());
		Optional<LarderReport> report = this.exchange.perform(application, instance, request, false, (response) -> {
			if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
				return Optional.empty();
			}
			if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
				throw InstanceFailures.ofRead(instance, response.getStatusCode());
			}
			return Optional.of(this.exchange.read(instance, response, LarderReport.class));
		});
		this.identities.note(application.name(), instance, report.map(LarderReport::instanceId).orElse(null));
		return report.map(InstanceReport::of).orElseGet(() -> this.bootEndpoints.report(application, instance));
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
		try {
			operate(application, instance, Map.of("operation", "clear"), cache, manager);
		}
		catch (StarterMissingException ex) {
			this.bootEndpoints.clear(application, instance, cache, manager);
		}
	}

	/**
	 * Requires that an instance can be told which cache to clear.
	 * @param instance the instance
	 * @param kind whether it has the starter
	 * @param cache the name of the cache
	 * @param ambiguous whether several of its caches are called that
	 * @throws ApiException if it cannot
	 */
	public void requireName(ApplicationInstance instance, InstanceKind kind, String cache, boolean ambiguous) {
		if (ambiguous) {
			throw InstanceFailures.ambiguous(instance, cache);
		}
		if (kind == InstanceKind.BASIC) {
			BootEndpoints.requireSafe(instance, cache);
		}
	}

	/**
	 * Requires that an instance lets its caches be cleared, as far as that can be known
	 * without doing it: not whether its protection from CSRF would refuse it.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param kind whether it has the starter
	 * @throws ApiException if it does not
	 */
	public void requireWritable(ClientApplication application, ApplicationInstance instance, InstanceKind kind) {
		boolean basic = kind == InstanceKind.BASIC;
		Set<HttpMethod> allowed = allowed(application, instance,
				basic ? BootEndpoints.cachesUrl(instance) : instance.endpoint());
		if (!allowed.isEmpty() && !allowed.contains(basic ? HttpMethod.DELETE : HttpMethod.POST)) {
			throw InstanceFailures.readOnly(instance, basic ? "caches" : "larder", HttpStatus.METHOD_NOT_ALLOWED);
		}
	}

	/**
	 * Returns the methods that an endpoint says it has, none if it says nothing.
	 */
	private Set<HttpMethod> allowed(ClientApplication application, ApplicationInstance instance, URI endpoint) {
		RestClient.RequestHeadersSpec<?> request = client(application, instance).options().uri(endpoint);
		return this.exchange.perform(application, instance, request, false,
				(response) -> response.getStatusCode().is2xxSuccessful() ? response.getHeaders().getAllow() : Set.of());
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
		OperationReport report = operate(this.clients.patientClient(application, instance), application, instance,
				Map.of("operation", operation, "key", prefix.key()), prefix.cache(), prefix.manager());
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
		return String.valueOf(
				operate(client(application, instance), application, instance, operation, cache, manager).outcome());
	}

	private OperationReport operate(RestClient client, ClientApplication application, ApplicationInstance instance,
			Map<String, String> operation, String cache, @Nullable String manager) {
		RestClient.RequestHeadersSpec<?> request = client.post()
			.uri(instance.endpoint())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body(operation, cache, manager));
		return this.exchange.perform(application, instance, request, true, (response) -> {
			HttpStatusCode status = response.getStatusCode();
			if (!status.is2xxSuccessful()) {
				requireCache(instance, response, cache);
				requireStarter(application, instance, status);
				throw InstanceFailures.ofClear(instance, status, cache);
			}
			return this.exchange.read(instance, response, OperationReport.class);
		});
	}

	/**
	 * Asks an instance what it knows of a key.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param key the key, and the cache it is in
	 * @param withValue whether to ask for the value, too
	 * @return what it knows
	 */
	public EntryReport lookUp(ClientApplication application, ApplicationInstance instance, EntryKeyRef key,
			boolean withValue) {
		Map<String, String> members = new LinkedHashMap<>(Map.of("key", key.key()));
		if (withValue) {
			members.put("value", "true");
		}
		RestClient.RequestHeadersSpec<?> request = client(application, instance).post()
			.uri(instance.entriesEndpoint())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body(members, key.cache(), key.manager()));
		return this.exchange.perform(application, instance, request, false, (response) -> {
			HttpStatusCode status = response.getStatusCode();
			if (!status.isSameCodeAs(HttpStatus.OK)) {
				requireCache(instance, response, key.cache());
				requireStarter(application, instance, status);
				throw InstanceFailures.ofLookUp(instance, status);
			}
			return this.exchange.read(instance, response, EntryReport.class);
		});
	}

	/**
	 * Asks an instance for the keys that are in most use in its memory.
	 * @param application the instance's application
	 * @param instance the instance
	 * @param cache the name of the cache
	 * @param manager the name of its cache manager, or {@code null} if the instance has
	 * only one of that name
	 * @param limit how many keys at most
	 * @return the keys, the one in most use first
	 */
	public EntryListReport hottest(ClientApplication application, ApplicationInstance instance, String cache,
			@Nullable String manager, int limit) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromUri(instance.entriesEndpoint())
			.queryParam("order", "hottest")
			.queryParam("limit", limit)
			.queryParam("cache", "{cache}");
		if (manager != null) {
			uri.queryParam("manager", "{manager}");
		}
		URI question = uri.encode().buildAndExpand(Map.of("cache", cache, "manager", String.valueOf(manager))).toUri();
		RestClient.RequestHeadersSpec<?> request = client(application, instance).get().uri(question);
		return this.exchange.perform(application, instance, request, false, (response) -> {
			HttpStatusCode status = response.getStatusCode();
			if (!status.isSameCodeAs(HttpStatus.OK)) {
				requireCache(instance, response, cache);
				requireStarter(application, instance, status);
				throw InstanceFailures.ofList(instance, status, cache);
			}
			EntryListReport report = this.exchange.read(instance, response, EntryListReport.class);
			if (report.order() == null) {
				throw InstanceFailures.starterTooOld(instance, "knows no hot keys");
			}
			return report;
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

	private void requireCache(ApplicationInstance instance, ClientHttpResponse response, String cache)
			throws IOException {
		if (this.exchange.isAboutUnknownCache(response)) {
			throw InstanceFailures.noSuchCache(instance, cache);
		}
	}

	/**
	 * Finds out whether the starter is missing, where that may be why an instance did not
	 * do what it was told: an application that has no such endpoint answers a
	 * {@code POST} with 404, with 405 if it has static resources, and with 403 if it
	 * wants a CSRF token first.
	 */
	private void requireStarter(ClientApplication application, ApplicationInstance instance, HttpStatusCode status) {
		if (status.isSameCodeAs(HttpStatus.NOT_FOUND) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)
				|| status.isSameCodeAs(HttpStatus.FORBIDDEN)) {
			RestClient.RequestHeadersSpec<?> request = client(application, instance).get().uri(instance.endpoint());
			boolean missing = this.exchange.perform(application, instance, request, false,
					(response) -> response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND));
			if (missing && this.bootEndpoints.areExposed(application, instance)) {
				throw new StarterMissingException(instance);
			}
		}
	}

	private RestClient client(ClientApplication application, ApplicationInstance instance) {
		return this.clients.client(application, instance);
	}

}
