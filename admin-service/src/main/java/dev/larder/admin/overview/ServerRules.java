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

package dev.larder.admin.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.cluster.StatValues;
import dev.larder.admin.configuration.WarningProperties;
import dev.larder.admin.history.Event;
import dev.larder.admin.history.Failure;
import dev.larder.admin.history.ServerSample;
import dev.larder.admin.history.Snapshot.ServerState;
import dev.larder.admin.sentence.Sentence;

/**
 * Finds what to warn of in single servers.
 */
final class ServerRules {

	/**
	 * One answer may always be lost.
	 */
	static final int SILENT_AFTER = 2;

	private final WarningProperties properties;

	ServerRules(WarningProperties properties) {
		this.properties = properties;
	}

	List<Finding> check(ServerState server) {
		List<Finding> findings = new ArrayList<>();
		Failure failure = server.failure();
		if (failure != null && failure.failures() >= SILENT_AFTER) {
			findings.add(silent(server, failure));
		}
		ServerSample sample = server.sample();
		if (sample != null && failure == null) {
			checkStart(server, sample, findings);
			checkMemory(server, sample, findings);
			checkConnections(server, sample, findings);
		}
		return findings;
	}

	private static Finding silent(ServerState server, Failure failure) {
		return Finding
			.of(WarningCode.SERVER_SILENT, Severity.ERROR, server.subject(),
					Sentence.arguments("server", name(server), "failures", failure.failures(), "detail",
							failure.detail(), "lastAnswerAt", failure.lastSampleAt()))
			.since(failure.since());
	}

	/**
	 * Also tells of an end that no poll has seen, as the server was back before the next.
	 */
	private void checkStart(ServerState server, ServerSample sample, List<Finding> findings) {
		long restarts = count(server, Event.Kind.RESTART);
		if (restarts > 0) {
			Instant start = (sample.startedAt() != null) ? sample.startedAt() : sample.takenAt();
			findings.add(
					Finding
						.of(WarningCode.SERVER_RESTARTED, Severity.WARNING, server.subject(),
								Sentence.arguments("server", name(server), "startedAt", start, "withinMs", within(),
										"count", (restarts > 1) ? restarts : null))
						.since(start));
		}
	}

	private void checkMemory(ServerState server, ServerSample sample, List<Finding> findings) {
		long evictions = count(server, Event.Kind.EVICTION);
		long failedStores = count(server, Event.Kind.OUT_OF_MEMORY);
		Long used = sample.number("bytes");
		Long limit = sample.number("limit_maxbytes");
		Long age = server.evictedTime();
		if (failedStores > 0) {
			findings.add(Finding.of(WarningCode.OUT_OF_MEMORY, Severity.ERROR, server.subject(),
					Sentence.arguments("server", name(server), "count", failedStores, "withinMs", within())));
		}
		if (evictions > 0 && age != null && age < this.properties.evictedTime().toSeconds()) {
			findings.add(Finding.of(WarningCode.EVICTED_EARLY, Severity.WARNING, server.subject(), Sentence
				.arguments("server", name(server), "count", evictions, "withinMs", within(), "ageMs", age * 1000)));
		}
		if (used == null || limit == null || limit == 0) {
			return;
		}
		Long pages = StatValues.number(sample.details().slabs().get("total_malloced"));
		boolean allPages = pages != null && pages >= limit && evictions > 0;
		double fill = (double) used / limit;
		if (fill >= this.properties.fillRatio() || allPages) {
			findings.add(Finding.of(WarningCode.MEMORY_FULL, (evictions > 0) ? Severity.WARNING : Severity.INFO,
					server.subject(), allPages ? "memory-full-pages" : "memory-full", "server", name(server),
					"fillRatio", fill, "usedBytes", used, "limitBytes", limit, "count", evictions, "withinMs",
					within()));
		}
	}

	private void checkConnections(ServerState server, ServerSample sample, List<Finding> findings) {
		long refused = count(server, Event.Kind.CONNECTION_REFUSED) + count(server, Event.Kind.LISTENER_DISABLED);
		Long open = sample.number("curr_connections");
		Long max = sample.number("max_connections");
		if (refused > 0) {
			findings.add(Finding.of(WarningCode.CONNECTIONS_REFUSED, Severity.ERROR, server.subject(),
					Sentence.arguments("server", name(server), "count", refused, "withinMs", within(), "max", max)));
		}
		if (open != null && max != null && max > 0 && open >= this.properties.connectionRatio() * max) {
			findings.add(Finding.of(WarningCode.CONNECTIONS_HIGH, Severity.WARNING, server.subject(), Sentence
				.arguments("server", name(server), "open", open, "max", max, "usedRatio", (double) open / max)));
		}
	}

	private long within() {
		return this.properties.memory().toMillis();
	}

	private static long count(ServerState server, Event.Kind kind) {
		return server.events().stream().filter((event) -> event.kind() == kind).mapToLong(Event::count).sum();
	}

	private static String name(ServerState server) {
		return server.server().address().name();
	}

	/**
	 * Returns how far the server's clock is ahead of that of this service. The server
	 * gives whole seconds.
	 */
	static Duration clockOffset(long time, Instant takenAt) {
		return Duration.between(takenAt, Instant.ofEpochSecond(time).plusMillis(500));
	}

}
