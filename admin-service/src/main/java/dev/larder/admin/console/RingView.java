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

package dev.larder.admin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.overview.RingShares;
import org.jspecify.annotations.Nullable;

/**
 * What clients are expected to place on each server of a cluster, and what each really
 * holds.
 *
 * @param servers the servers, none if there are not several
 */
record RingView(List<Server> servers) {

	static RingView of(Cluster cluster, List<Row> rows) {
		Map<String, Double> shares = RingShares.of(cluster);
		List<Server> servers = new ArrayList<>();
		if (!shares.isEmpty()) {
			double items = sum(rows, "items");
			double bytes = sum(rows, "usedBytes");
			for (Row row : rows) {
				servers.add(new Server(row.name(), shares.getOrDefault(row.name(), 0.0),
						share(row.figures().get("items"), items), share(row.figures().get("usedBytes"), bytes)));
			}
		}
		return new RingView(servers);
	}

	private static double sum(List<Row> rows, String figure) {
		return rows.stream().mapToDouble((row) -> row.figures().getOrDefault(figure, 0.0)).sum();
	}

	private static @Nullable Double share(@Nullable Double part, double whole) {
		return (part != null && whole > 0) ? Double.valueOf(part / whole) : null;
	}

	/**
	 * A server, and its shares of the cluster, from 0 to 1.
	 *
	 * @param name its id
	 * @param keys of all keys, by the ring
	 * @param items of the items that are there, or {@code null} if it does not tell
	 * @param bytes of the memory they take, or {@code null} if it does not tell
	 */
	record Server(String name, double keys, @Nullable Double items, @Nullable Double bytes) {
	}

}
