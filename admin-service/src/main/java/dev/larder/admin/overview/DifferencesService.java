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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.Subject;
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Service;

/**
 * Tells what is not the same in all servers of a cluster. Safe for use by several
 * threads.
 */
@Service
public class DifferencesService {

	private static final String LOAD = "readsPerSecond";

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final FanOut fanOut;

	private final HistoryReader history;

	DifferencesService(ClusterCatalog catalog, ServerGateway gateway, FanOut fanOut, HistoryReader history) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
		this.history = history;
	}

	/**
	 * Compares the servers of a cluster, which are asked for it.
	 * @param cluster the name of the cluster
	 * @return what is not the same in all of them
	 */
	public Differences differences(String cluster) {
		Cluster found = this.catalog.cluster(cluster);
		Answers<ServerComparison.Told> answers = this.fanOut.ask(found.servers(), ClusterServer::id, this::ask)
			.requireAny();
		Map<String, ServerComparison.Told> told = new LinkedHashMap<>();
		for (Answer<ServerComparison.Told> answer : answers.results()) {
			if (answer.data() != null) {
				told.put(answer.target(), answer.data());
			}
		}
		ServerComparison comparison = new ServerComparison(told);
		return new Differences(found.name(), Instant.now(), answers.summary(), comparison.settings(),
				comparison.skews(load(found), RingShares.of(found)), comparison.clocks(),
				answers.map(ServerComparison.Told::facts).results());
	}

	private ServerComparison.Told ask(ClusterServer server) {
		Map<String, String> stats = this.gateway.stats(server, StatsGroup.GENERAL);
		return new ServerComparison.Told(Instant.now(), stats, settings(server));
	}

	private Map<String, String> settings(ClusterServer server) {
		try {
			return this.gateway.stats(server, StatsGroup.SETTINGS);
		}
		catch (ApiException ex) {
			if (ex.code() == ProblemCode.CAPABILITY_MISSING) {
				return Map.of();
			}
			throw ex;
		}
	}

	private Map<String, Double> load(Cluster cluster) {
		Map<String, Double> load = new LinkedHashMap<>();
		this.history
			.glances(cluster.servers().stream().map((server) -> Subject.server(cluster.name(), server.id())).toList())
			.forEach((server, glance) -> {
				Double gets = (glance.latest() != null) ? glance.latest().figures().get(LOAD) : null;
				if (gets != null) {
					load.put(server.name(), gets);
				}
			});
		return load;
	}

}
