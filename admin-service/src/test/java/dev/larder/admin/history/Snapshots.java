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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.memcached.ServerAddress;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots for tests of what is made of them.
 */
public final class Snapshots {

	private Snapshots() {
	}

	/**
	 * Returns statistics.
	 * @param pairs names and values by turns
	 * @return the statistics
	 */
	public static Map<String, String> stats(String... pairs) {
		Map<String, String> stats = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			stats.put(pairs[i], pairs[i + 1]);
		}
		return stats;
	}

	public static Snapshot.ServerState server(String host, @Nullable ServerSample sample, @Nullable Failure failure,
			Event... events) {
		ClusterServer server = new ClusterServer(host + "-11211", new ServerAddress(host, 11211));
		return new Snapshot.ServerState(server, Subject.server("main", server.id()), sample, failure, List.of(events));
	}

	public static ServerSample sample(Instant takenAt, Map<String, String> stats, Map<String, String> items) {
		return new ServerSample(takenAt, stats, new ServerSample.Details(takenAt, Map.of(), items, Map.of()));
	}

	public static Snapshot snapshot(Instant takenAt, List<Snapshot.ServerState> servers,
			List<Snapshot.ApplicationState> applications, Map<Subject, Map<Figure, Double>> recent) {
		Cluster cluster = new Cluster("main", servers.stream().map(Snapshot.ServerState::server).toList(), null);
		Map<Subject, Figures> figures = new HashMap<>();
		Map<Subject, Point> points = new HashMap<>();
		recent.forEach((subject, values) -> {
			figures.put(subject, Figures.of(values));
			points.put(subject, new Point(takenAt.minusSeconds(10), takenAt, Figures.of(values)));
		});
		return new Snapshot(takenAt, List.of(new Snapshot.ClusterState(cluster, servers)), applications, points,
				figures);
	}

}
