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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.cluster.StatValues;
import dev.larder.admin.configuration.WarningProperties;
import dev.larder.admin.history.Event;
import dev.larder.admin.history.Failure;
import dev.larder.admin.history.ServerSample;
import dev.larder.admin.history.Snapshot.ServerState;

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
			checkMemory(server, sample, findings);
			checkConnections(server, sample, findings);
		}
		return findings;
	}

	private static Finding silent(ServerState server, Failure failure) {
		String last = lastAnswer(failure);
		return new Finding(WarningCode.SERVER_SILENT, Severity.ERROR, server.subject(), failure.since(),
				name(server) + " has not answered " + failure.failures() + " times in a row: " + failure.detail() + "."
						+ last,
				"Look whether memcached runs there and whether the network lets this service reach it. Applications"
						+ " miss what it keeps until it is back.");
	}

	static String lastAnswer(Failure failure) {
		Instant last = failure.lastSampleAt();
		return (last != null) ? " It answered last at " + last.truncatedTo(ChronoUnit.SECONDS) + "." : "";
	}

	private void checkMemory(ServerState server, ServerSample sample, List<Finding> findings) {
		long evictions = count(server, Event.Kind.EVICTION);
		long failedStores = count(server, Event.Kind.OUT_OF_MEMORY);
		Long used = sample.number("bytes");
		Long limit = sample.number("limit_maxbytes");
		Long age = server.evictedTime();
		if (failedStores > 0) {
			findings.add(Finding.of(WarningCode.OUT_OF_MEMORY, Severity.ERROR, server.subject(),
					name(server) + " had no memory for an item " + Wording.number(failedStores) + " times " + lately()
							+ ".",
					"Give the server more memory (-m), and look at its slab classes: a class without a page of its own"
							+ " cannot evict to make room."));
		}
		if (evictions > 0 && age != null && age < this.properties.evictedTime().toSeconds()) {
			findings.add(Finding.of(WarningCode.EVICTED_EARLY, Severity.WARNING, server.subject(),
					name(server) + " evicted " + Wording.number(evictions) + " items " + lately()
							+ ", and in one slab class the last of them had been used only " + age + " s before.",
					"What is in use does not fit: give the cluster more memory (-m) or more servers, or keep less with"
							+ " shorter times to live."));
		}
		if (used == null || limit == null || limit == 0) {
			return;
		}
		Long pages = StatValues.number(sample.details().slabs().get("total_malloced"));
		boolean allPages = pages != null && pages >= limit && evictions > 0;
		double fill = (double) used / limit;
		if (fill >= this.properties.fillRatio() || allPages) {
			findings.add(Finding.of(WarningCode.MEMORY_FULL, (evictions > 0) ? Severity.WARNING : Severity.INFO,
					server.subject(),
					"Items take " + Wording.percent(fill) + " of the memory of " + name(server) + " ("
							+ Wording.bytes(used) + " of " + Wording.bytes(limit) + ")"
							+ (allPages ? ", and every page of it belongs to a slab class" : "") + ". "
							+ Wording.number(evictions) + " items were evicted " + lately() + ".",
					"That is how a cache should be if its hit ratio is good. Otherwise give the server more memory (-m),"
							+ " or keep less."));
		}
	}

	private void checkConnections(ServerState server, ServerSample sample, List<Finding> findings) {
		long refused = count(server, Event.Kind.CONNECTION_REFUSED) + count(server, Event.Kind.LISTENER_DISABLED);
		Long open = sample.number("curr_connections");
		Long max = sample.number("max_connections");
		if (refused > 0) {
			findings.add(Finding.of(WarningCode.CONNECTIONS_REFUSED, Severity.ERROR, server.subject(),
					name(server) + " refused connections, or stopped accepting them, " + Wording.number(refused)
							+ " times " + lately() + ((max != null) ? "; it may have " + Wording.number(max) : "")
							+ ".",
					"Raise the server's limit (-c), or find out with the server's connections which clients open so"
							+ " many."));
		}
		if (open != null && max != null && max > 0 && open >= this.properties.connectionRatio() * max) {
			findings.add(Finding.of(WarningCode.CONNECTIONS_HIGH, Severity.WARNING, server.subject(),
					name(server) + " has " + Wording.number(open) + " of " + Wording.number(max)
							+ " possible connections, " + Wording.percent((double) open / max) + ".",
					"Raise the server's limit (-c) before it refuses connections, or find out with the server's"
							+ " connections which clients open so many."));
		}
	}

	private String lately() {
		return "within the last " + Wording.duration(this.properties.memory());
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
