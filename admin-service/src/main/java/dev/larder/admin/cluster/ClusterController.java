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

import java.time.Instant;
import java.util.Map;

import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows clusters and their servers.
 */
@RestController
@RequestMapping(path = "/api/{version}/clusters", version = "v1")
class ClusterController {

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final FanOut fanOut;

	ClusterController(ClusterCatalog catalog, ServerGateway gateway, FanOut fanOut) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@GetMapping
	ClusterList clusters() {
		return new ClusterList(this.catalog.clusters().stream().map(ClusterSummary::of).toList());
	}

	@GetMapping("/{cluster}")
	ClusterView cluster(@PathVariable String cluster) {
		Cluster found = this.catalog.cluster(cluster);
		Answers<ServerOverview> answers = this.fanOut.ask(found.servers(), ClusterServer::id, this::overview)
			.requireAny();
		return new ClusterView(found.name(), Instant.now(), answers.summary(), answers.results());
	}

	@GetMapping("/{cluster}/servers/{server}")
	ServerOverview server(@PathVariable String cluster, @PathVariable String server) {
		return overview(this.catalog.server(cluster, server));
	}

	@GetMapping("/{cluster}/servers/{server}/stats")
	ServerStats stats(@PathVariable String cluster, @PathVariable String server) {
		return stats(cluster, server, StatsGroup.GENERAL);
	}

	@GetMapping("/{cluster}/servers/{server}/settings")
	ServerStats settings(@PathVariable String cluster, @PathVariable String server) {
		return stats(cluster, server, StatsGroup.SETTINGS);
	}

	@GetMapping("/{cluster}/servers/{server}/slabs")
	GroupedStats slabs(@PathVariable String cluster, @PathVariable String server) {
		return groupedStats(cluster, server, StatsGroup.SLABS, "");
	}

	@GetMapping("/{cluster}/servers/{server}/items")
	GroupedStats items(@PathVariable String cluster, @PathVariable String server) {
		return groupedStats(cluster, server, StatsGroup.ITEMS, "items:");
	}

	@GetMapping("/{cluster}/servers/{server}/connections")
	GroupedStats connections(@PathVariable String cluster, @PathVariable String server) {
		return groupedStats(cluster, server, StatsGroup.CONNECTIONS, "");
	}

	@GetMapping("/{cluster}/servers/{server}/capabilities")
	CapabilitiesView capabilities(@PathVariable String cluster, @PathVariable String server) {
		ClusterServer found = this.catalog.server(cluster, server);
		return CapabilitiesView.of(found, this.gateway.capabilities(found));
	}

	private ServerOverview overview(ClusterServer server) {
		return ServerOverview.of(server, this.gateway.stats(server, StatsGroup.GENERAL));
	}

	private ServerStats stats(String cluster, String server, StatsGroup group) {
		ClusterServer found = this.catalog.server(cluster, server);
		Map<String, String> stats = this.gateway.stats(found, group);
		return new ServerStats(found.id(), Instant.now(), StatValues.typed(stats));
	}

	private GroupedStats groupedStats(String cluster, String server, StatsGroup group, String prefix) {
		ClusterServer found = this.catalog.server(cluster, server);
		return GroupedStats.of(found.id(), prefix, this.gateway.stats(found, group));
	}

}
