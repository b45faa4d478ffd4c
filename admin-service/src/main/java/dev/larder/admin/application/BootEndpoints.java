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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Talks to instances without Larder's starter through two endpoints of Spring Boot's:
 * {@code caches}, and {@code metrics} if it is exposed. The numbers are sums over the
 * caches: to ask for those of each would take five requests for each cache.
 */
final class BootEndpoints {

	/**
	 * For how long further meters are asked for.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * What may change the meaning of a path on its way, to that of all caches at worst.
	 */
	private static final Pattern UNSAFE = Pattern.compile("\\.{1,2}|.*[/\\\\;%\\p{Cntrl}].*", Pattern.DOTALL);

	private final InstanceClients clients;

	private final InstanceExchange exchange;

	BootEndpoints(InstanceClients clients, InstanceExchange exchange) {
		this.clients = clients;
		this.exchange = exchange;
	}

	/**
	 * Asks an instance for its caches.
	 * @param application the instance's application
	 * @param instance the instance, which has no endpoint of the starter
	 * @return its report
	 */
	InstanceReport report(ClientApplication application, ApplicationInstance instance) {
		long start = System.nanoTime();
		List<CacheReport> caches = caches(application, instance);
		if (caches.isEmpty()) {
			return InstanceReport.basic(caches, null);
		}
		Totals totals = new Totals(application, instance, start);
		CacheStatistics statistics = totals.ask();
		return InstanceReport.basic(totals.withStatistics(caches, statistics), statistics);
	}

	/**
	 * Returns whether an instance lets its caches be named.
	 * @param application the instance's application
	 * @param instance the instance
	 * @return whether it does
	 */
	boolean areExposed(ClientApplication application, ApplicationInstance instance) {
		return this.exchange.perform(application, instance, get(application, instance, cachesUrl(instance)), false,
				(response) -> response.getStatusCode().isSameCodeAs(HttpStatus.OK));
	}

	/**
	 * Tells an instance to clear a cache.
	 * @param application the instance's application
	 * @param instance the instance, which has no endpoint of the starter
	 * @param cache the name of the cache
	 * @param manager the name of its cache manager, or {@code null} if the instance has
	 * only one of that name
	 */
	void clear(ClientApplication application, ApplicationInstance instance, String cache, @Nullable String manager) {
		requireSafe(instance, cache);
		if (caches(application, instance).stream().noneMatch((known) -> cache.equals(known.name()))) {
			throw InstanceFailures.noSuchCache(instance, cache);
		}
		UriComponentsBuilder url = UriComponentsBuilder.fromUri(cachesUrl(instance)).pathSegment("{cache}");
		Map<String, String> variables = new LinkedHashMap<>(Map.of("cache", cache));
		if (manager != null) {
			url.queryParam("cacheManager", "{manager}");
			variables.put("manager", manager);
		}
		RestClient.RequestHeadersSpec<?> request = this.clients.client(application, instance)
			.delete()
			.uri(url.encode().buildAndExpand(variables).toUri());
		HttpStatusCode status = this.exchange.perform(application, instance, request, true,
				(response) -> response.getStatusCode());
		if (!status.is2xxSuccessful()) {
			throw InstanceFailures.ofBasicClear(instance, status, cache);
		}
	}

	/**
	 * Requires that a cache can be named without the risk of clearing others.
	 * @param instance the instance
	 * @param cache the name of the cache
	 * @throws ApiException if it cannot
	 */
	static void requireSafe(ApplicationInstance instance, String cache) {
		if (UNSAFE.matcher(cache).matches()) {
			throw new ApiException(ProblemCode.CAPABILITY_MISSING, instance
					+ " was not told to clear the cache: its name cannot be part of a URL without the risk of clearing"
					+ " others; rename it, or add Larder's starter to the application");
		}
	}

	private List<CacheReport> caches(ClientApplication application, ApplicationInstance instance) {
		return this.exchange.perform(application, instance, get(application, instance, cachesUrl(instance)), false,
				(response) -> {
					HttpStatusCode status = response.getStatusCode();
					if (!status.isSameCodeAs(HttpStatus.OK)) {
						throw InstanceFailures.ofBasicRead(instance, status);
					}
					return this.exchange.read(instance, response, CachesAnswer.class).reports();
				});
	}

	private RestClient.RequestHeadersSpec<?> get(ClientApplication application, ApplicationInstance instance, URI url) {
		return this.clients.client(application, instance).get().uri(url);
	}

	static URI cachesUrl(ApplicationInstance instance) {
		return URI.create(instance.managementUrl() + "/caches");
	}

	/**
	 * Asks an instance for its meters, one after the other, until one of them is missing
	 * that all caches with meters have, or cannot be read.
	 */
	private final class Totals {

		private final ClientApplication application;

		private final ApplicationInstance instance;

		private final long start;

		private List<String> metered = List.of();

		private boolean failed;

		private Totals(ClientApplication application, ApplicationInstance instance, long start) {
			this.application = application;
			this.instance = instance;
			this.start = start;
		}

		private @Nullable CacheStatistics ask() {
			MeterAnswer hits = meter("cache.gets?tag=result:hit");
			if (hits == null || hits.value() == null) {
				return null;
			}
			this.metered = hits.caches();
			Long misses = value("cache.gets?tag=result:miss");
			Long puts = value("cache.puts");
			Long evictions = value("cache.evictions");
			Long size = value("cache.size");
			return new CacheStatistics(hits.value(), null, misses, puts, null, evictions, null, null, null, null, null,
					null, null, size, null);
		}

		private @Nullable Long value(String name) {
			MeterAnswer answer = meter(name);
			return (answer != null) ? answer.value() : null;
		}

		/**
		 * What goes wrong here leaves the names of the caches, and is not worth more
		 * requests.
		 */
		private @Nullable MeterAnswer meter(String name) {
			if (this.failed || System.nanoTime() - this.start > PATIENCE.toNanos()) {
				return null;
			}
			URI url = URI.create(this.instance.managementUrl() + "/metrics/" + name);
			try {
				return BootEndpoints.this.exchange
					.perform(this.application, this.instance, get(this.application, this.instance, url), false,
							(response) -> response.getStatusCode().isSameCodeAs(HttpStatus.OK) ? Optional
								.of(BootEndpoints.this.exchange.read(this.instance, response, MeterAnswer.class))
									: Optional.<MeterAnswer>empty())
					.orElse(null);
			}
			catch (ApiException ex) {
				this.failed = true;
				return null;
			}
		}

		/**
		 * Gives the sums to the only cache that they are about, if there is only one.
		 */
		private List<CacheReport> withStatistics(List<CacheReport> caches, @Nullable CacheStatistics statistics) {
			List<String> named = this.metered.stream().distinct().toList();
			if (statistics == null || named.size() != 1
					|| caches.stream().filter((cache) -> named.get(0).equals(cache.name())).count() != 1) {
				return caches;
			}
			List<CacheReport> all = new ArrayList<>();
			caches.forEach((cache) -> all.add(named.get(0).equals(cache.name()) ? cache.with(statistics) : cache));
			return all;
		}

	}

}
