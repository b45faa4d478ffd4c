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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.cluster.StatValues;
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers: for their statistics each time, for all else once a minute.
 */
final class ServerQuestions {

	private static final Duration DETAILS_AGE = Duration.ofMinutes(1);

	private final ServerGateway gateway;

	private final Clock clock;

	ServerQuestions(ServerGateway gateway, Clock clock) {
		this.gateway = gateway;
		this.clock = clock;
	}

	FollowedTarget<ServerSample> target(String cluster, ClusterServer server) {
		return new FollowedTarget<>(Subject.server(cluster, server.id()), server.id(), (last) -> ask(server, last),
				ServerQuestions::events);
	}

	private ServerSample ask(ClusterServer server, @Nullable ServerSample last) {
		Map<String, String> stats = this.gateway.stats(server, StatsGroup.GENERAL);
		Instant now = this.clock.instant();
		ServerSample.Details details = (last != null) ? last.details() : ServerSample.Details.NONE;
		if (Duration.between(details.takenAt(), now).compareTo(DETAILS_AGE) >= 0) {
			details = new ServerSample.Details(now, optional(server, StatsGroup.SETTINGS),
					optional(server, StatsGroup.ITEMS), optional(server, StatsGroup.SLABS));
		}
		return new ServerSample(now, stats, details);
	}

	/**
	 * Not every server that speaks the protocol has these.
	 */
	private Map<String, String> optional(ClusterServer server, StatsGroup group) {
		try {
			return this.gateway.stats(server, group);
		}
		catch (ApiException ex) {
			if (ex.code() == ProblemCode.CAPABILITY_MISSING) {
				return Map.of();
			}
			throw ex;
		}
	}

	static List<Event> events(ServerSample earlier, ServerSample later) {
		List<Event> events = new ArrayList<>();
		if (later.wasRestarted(earlier)) {
			events.add(new Event(Event.Kind.RESTART, later.takenAt(), 1, ""));
		}
		if (!later.wasReset(earlier)) {
			add(events, later, Event.Kind.CONNECTION_REFUSED, earlier.number("rejected_connections"),
					later.number("rejected_connections"));
			add(events, later, Event.Kind.LISTENER_DISABLED, earlier.number("listen_disabled_num"),
					later.number("listen_disabled_num"));
			add(events, later, Event.Kind.EVICTION, earlier.number("evictions"), later.number("evictions"));
			add(events, later, Event.Kind.OUT_OF_MEMORY, earlier.number("store_no_memory"),
					later.number("store_no_memory"));
		}
		return events;
	}

	private static void add(List<Event> events, ServerSample later, Event.Kind kind, @Nullable Long before,
			@Nullable Long now) {
		if (before != null && now != null && now > before) {
			events.add(new Event(kind, later.takenAt(), now - before, ""));
		}
	}

	/**
	 * Returns the youngest age, in seconds, at which items were evicted lately, of all
	 * slab classes that evict.
	 */
	static @Nullable Long evictedTime(ServerSample sample) {
		return sample.details()
			.items()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith(":evicted_time"))
			.filter((entry) -> hasEvicted(sample, entry.getKey()))
			.map((entry) -> StatValues.number(entry.getValue()))
			.filter((seconds) -> seconds != null)
			.min(Long::compare)
			.orElse(null);
	}

	private static boolean hasEvicted(ServerSample sample, String key) {
		Long evicted = StatValues.number(
				sample.details().items().get(key.substring(0, key.length() - ":evicted_time".length()) + ":evicted"));
		return evicted != null && evicted > 0;
	}

}
