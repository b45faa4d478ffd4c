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
import java.util.TreeMap;

import dev.larder.admin.cluster.CapabilitiesView;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.GroupedStats;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.Subject;
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.overview.DifferencesService;
import dev.larder.admin.overview.OverviewService;
import dev.larder.admin.problem.ApiException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows a cluster and its servers. What is known from the last poll is on the page at
 * once; servers are asked for the rest when somebody looks at it.
 */
@Controller
@RequestMapping("/clusters/{cluster}")
class ClusterPages {

	private static final List<Column> COLUMNS = List.of(Column.CLUSTER_HIT_RATIO, Column.SERVER_READS, Column.SETS,
			Column.ITEMS, Column.MEMORY, Column.EVICTIONS, Column.CONNECTIONS);

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final HistoryReader history;

	private final OverviewService overview;

	private final DifferencesService differences;

	private final OperationMarks marks;

	ClusterPages(ClusterCatalog catalog, ServerGateway gateway, HistoryReader history, OverviewService overview,
			DifferencesService differences, OperationMarks marks) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.history = history;
		this.overview = overview;
		this.differences = differences;
		this.marks = marks;
	}

	@GetMapping
	String cluster(@PathVariable("cluster") String name, @RequestParam(required = false) @Nullable String window,
			Model model) {
		Cluster cluster = this.catalog.cluster(name);
		Subject subject = Subject.cluster(name);
		List<Subject> servers = cluster.servers().stream().map((server) -> Subject.server(name, server.id())).toList();
		model.addAttribute("cluster", cluster);
		List<Row> rows = rows(servers);
		model.addAttribute("servers", rows);
		model.addAttribute("columns", COLUMNS);
		model.addAttribute("ring", RingView.of(cluster, rows));
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("warnings", this.overview.warnings(subject));
		model.addAttribute("window", Window.of(window));
		model.addAttribute("query", Window.of(window).in(PageQuery.empty()));
		model.addAttribute("marks", this.marks.of("cluster", name));
		return "cluster";
	}

	private List<Row> rows(List<Subject> servers) {
		List<Row> rows = new ArrayList<>();
		this.history.glances(servers).forEach((server, glance) -> rows.add(Row.server(server, glance)));
		return rows;
	}

	@GetMapping("/differences")
	String differences(@PathVariable String cluster, Model model) {
		model.addAttribute("cluster", this.catalog.cluster(cluster));
		try {
			model.addAttribute("differences", this.differences.differences(cluster));
		}
		catch (ApiException ex) {
			model.addAttribute("problem", ex.detail());
		}
		return "differences";
	}

	@GetMapping("/servers/{server}")
	String server(@PathVariable("cluster") String clusterName, @PathVariable("server") String id,
			@RequestParam(defaultValue = "FIGURES") Tab tab, @RequestParam(required = false) @Nullable String window,
			Model model) {
		ClusterServer server = this.catalog.server(clusterName, id);
		model.addAttribute("cluster", this.catalog.cluster(clusterName));
		model.addAttribute("server", server);
		model.addAttribute("row", rows(List.of(Subject.server(clusterName, id))).get(0));
		model.addAttribute("polledAt", this.history.polledAt());
		model.addAttribute("tab", tab);
		model.addAttribute("tabs", Tab.values());
		model.addAttribute("window", Window.of(window));
		model.addAttribute("query", Window.of(window).in(PageQuery.empty()));
		model.addAttribute("marks", this.marks.of("cluster", clusterName));
		try {
			ask(server, tab, model);
		}
		catch (ApiException ex) {
			// The other tabs may have what is looked for
			model.addAttribute("problem", ex.detail());
		}
		return "server";
	}

	private void ask(ClusterServer server, Tab tab, Model model) {
		switch (tab) {
			case FIGURES -> {
			}
			case STATS -> model.addAttribute("stats", sorted(this.gateway.stats(server, StatsGroup.GENERAL)));
			case SETTINGS -> model.addAttribute("stats", sorted(this.gateway.stats(server, StatsGroup.SETTINGS)));
			case SLABS -> {
				model.addAttribute("slabs", SlabView.of(grouped(server, StatsGroup.SLABS, ""),
						grouped(server, StatsGroup.ITEMS, "items:")));
			}
			case CONNECTIONS -> model.addAttribute("connections", grouped(server, StatsGroup.CONNECTIONS, "").groups());
			case CAPABILITIES ->
				model.addAttribute("capabilities", CapabilitiesView.of(server, this.gateway.capabilities(server)));
		}
	}

	private GroupedStats grouped(ClusterServer server, StatsGroup group, String prefix) {
		return GroupedStats.of(server.id(), prefix, this.gateway.stats(server, group));
	}

	private static Map<String, String> sorted(Map<String, String> stats) {
		return new TreeMap<>(stats);
	}

	/**
	 * What a server can be asked for.
	 */
	enum Tab {

		/**
		 * Figures over time.
		 */
		FIGURES,

		/**
		 * What {@code stats} says.
		 */
		STATS,

		/**
		 * Memory by size of item.
		 */
		SLABS,

		/**
		 * How the server was started.
		 */
		SETTINGS,

		/**
		 * Who is connected.
		 */
		CONNECTIONS,

		/**
		 * What the server can do.
		 */
		CAPABILITIES

	}

}
