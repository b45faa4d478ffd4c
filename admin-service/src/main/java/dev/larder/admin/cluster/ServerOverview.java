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
package dev.larder.admin.cluster;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a server to look at first. What the server does not tell is
 * {@code null}. Counters count since the server started, or since {@code stats reset}.
 *
 * @param address the server's address
 * @param version the version it gives
 * @param uptimeMs how long it has run
 * @param items how many items it holds
 * @param usedBytes how much of its memory items take
 * @param limitBytes how much memory items may take
 * @param fillRatio the share of that memory that is taken, from 0 to 1
 * @param hits reads that found an item
 * @param misses reads that did not
 * @param hitRatio the share of reads that found an item, from 0 to 1
 * @param evictions items removed to make room
 * @param connections open connections
 * @param maxConnections how many connections may be open
 * @param rejectedConnections connections that were refused
 */
record ServerOverview(String address, @Nullable String version, @Nullable Long uptimeMs, @Nullable Long items,
		@Nullable Long usedBytes, @Nullable Long limitBytes, @Nullable Double fillRatio, @Nullable Long hits,
		@Nullable Long misses, @Nullable Double hitRatio, @Nullable Long evictions, @Nullable Long connections,
		@Nullable Long maxConnections, @Nullable Long rejectedConnections) {

	static ServerOverview of(ClusterServer server, Map<String, String> stats) {
		Long uptime = StatValues.number(stats.get("uptime"));
		Long used = StatValues.number(stats.get("bytes"));
		Long limit = StatValues.number(stats.get("limit_maxbytes"));
		Long hits = StatValues.number(stats.get("get_hits"));
		Long misses = StatValues.number(stats.get("get_misses"));
		Long reads = (hits != null && misses != null) ? Long.valueOf(hits + misses) : null;
		return new ServerOverview(server.address().name(), stats.get("version"),
				(uptime != null) ? Long.valueOf(uptime * 1000) : null, StatValues.number(stats.get("curr_items")), used,
				limit, StatValues.ratio(used, limit), hits, misses, StatValues.ratio(hits, reads),
				StatValues.number(stats.get("evictions")), StatValues.number(stats.get("curr_connections")),
				StatValues.number(stats.get("max_connections")), StatValues.number(stats.get("rejected_connections")));
	}

}
