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

package dev.larder.admin.history;

import java.time.Instant;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Shows clusters, servers, applications and caches over time.
 */
@RestController
@RequestMapping(path = "/api/{version}", version = "v1")
class HistoryController {

	private static final String SERVERS = "Rates are per second, averages over each step; a rate is null where a server"
			+ " was started anew or did not answer. Hits and misses are those the server counts, also the reads by which"
			+ " instances of applications learn of changes: 'pollsPerSecond', as far as the instances tell. The hit"
			+ " ratio leaves these out. 'reporting' is the number of servers in the sums.";

	private static final String CACHES = "Rates are per second, averages over each step, summed over instances; a rate"
			+ " is null where an instance was started anew or did not answer. Hits and misses are those of the"
			+ " application alone. 'reporting' is the number of instances in the sums.";

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final HistoryReader reader;

	HistoryController(ClusterCatalog clusters, ApplicationCatalog applications, HistoryReader reader) {
		this.clusters = clusters;
		this.applications = applications;
		this.reader = reader;
	}

	@GetMapping("/clusters/{cluster}/history")
	@Operation(summary = "The sums of a cluster over time", description = SERVERS)
	ResponseEntity<HistoryView> cluster(@PathVariable String cluster, @RequestParam(defaultValue = "1h") String window,
			WebRequest request) {
		return answer(Subject.cluster(this.clusters.cluster(cluster).name()), window, request);
	}

	@GetMapping("/clusters/{cluster}/servers/{server}/history")
	@Operation(summary = "A server over time", description = SERVERS)
	ResponseEntity<HistoryView> server(@PathVariable String cluster, @PathVariable String server,
			@RequestParam(defaultValue = "1h") String window, WebRequest request) {
		return answer(Subject.server(cluster, this.clusters.server(cluster, server).id()), window, request);
	}

	@GetMapping("/applications/{application}/history")
	@Operation(summary = "The sums of an application's caches over time, or one of the caches", description = CACHES)
	ResponseEntity<HistoryView> application(@PathVariable String application,
			@Parameter(description = "The name of the cache, all caches if there is none") @RequestParam(
					required = false) @Nullable String cache,
			@RequestParam(defaultValue = "1h") String window, WebRequest request) {
		String name = this.applications.application(application).name();
		return answer((cache != null) ? cache(name, cache) : Subject.application(name), window, request);
	}

	private Subject cache(String application, String cache) {
		Subject subject = Subject.cache(application, cache);
		if (!this.reader.exists(subject)) {
			throw new ApiException(ProblemCode.UNKNOWN_CACHE, "No instance of '" + application
					+ "' has told of a cache '" + cache + "' since the service follows it");
		}
		return subject;
	}

	/**
	 * Answers with what has changed only when it has: at most once per poll.
	 */
	private ResponseEntity<HistoryView> answer(Subject subject, String text, WebRequest request) {
		HistoryWindow window = HistoryWindow.parse(text);
		Instant end = this.reader.end(window);
		Instant polledAt = this.reader.polledAt();
		String etag = "W/\"" + window.id() + "-" + end.toEpochMilli() + "-"
				+ ((polledAt != null) ? polledAt.toEpochMilli() : 0) + "\"";
		CacheControl caching = CacheControl.noCache().cachePrivate();
		if (request.checkNotModified(etag)) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).cacheControl(caching).build();
		}
		return ResponseEntity.ok().cacheControl(caching).eTag(etag).body(this.reader.read(subject, window, end));
	}

}
