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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.Subject;
import dev.larder.admin.operation.VisibleOperations;

import org.springframework.stereotype.Service;

/**
 * Puts together what there is to see at a glance. Nobody is asked for it: it is from the
 * last time that all were. Safe for use by several threads.
 */
@Service
public class OverviewService {

	private static final List<String> OF_CLUSTERS = List.of("hitRatio", "readsPerSecond", "setsPerSecond", "fillRatio",
			"usedBytes", "evictionsPerSecond", "connections");

	private static final List<String> OF_APPLICATIONS = List.of("hitRatio", "hitsPerSecond", "missesPerSecond",
			"loadsPerSecond", "meanLoadMs", "evictionsPerSecond", "errorsPerSecond", "items");

	private static final int OPERATIONS = 10;

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final HistoryReader history;

	private final WarningStore warnings;

	private final VisibleOperations operations;

	OverviewService(ClusterCatalog clusters, ApplicationCatalog applications, HistoryReader history,
			WarningStore warnings, VisibleOperations operations) {
		this.clusters = clusters;
		this.applications = applications;
		this.history = history;
		this.warnings = warnings;
		this.operations = operations;
	}

	/**
	 * Returns what whoever is served by the current thread may see.
	 * @return the overview
	 */
	public Overview overview() {
		List<Cluster> clusters = this.clusters.clusters();
		List<ClientApplication> applications = this.applications.applications();
		List<Subject> subjects = new ArrayList<>();
		clusters.forEach((cluster) -> subjects.add(Subject.cluster(cluster.name())));
		applications.forEach((application) -> subjects.add(Subject.application(application.name())));
		Map<Subject, HistoryReader.Glance> glances = this.history.glances(subjects);
		return new Overview(this.history.polledAt(), clusters.stream()
			.map((cluster) -> item(Subject.cluster(cluster.name()), cluster.servers().size(), glances, OF_CLUSTERS))
			.toList(),
				applications.stream()
					.map((application) -> item(Subject.application(application.name()), application.instances().size(),
							glances, OF_APPLICATIONS))
					.toList(),
				this.warnings.findAll(), this.operations.latest(OPERATIONS));
	}

	/**
	 * Returns the warnings about a cluster or an application and all that belongs to it.
	 * @param subject a cluster or an application
	 * @return the warnings, the worst first
	 */
	public List<WarningView> warnings(Subject subject) {
		boolean cluster = subject.type() == Subject.Type.CLUSTER;
		return this.warnings.findAll()
			.stream()
			.filter((warning) -> subject.group()
				.equals(cluster ? warning.subject().cluster() : warning.subject().application()))
			.toList();
	}

	private static Overview.Item item(Subject subject, int targets, Map<Subject, HistoryReader.Glance> glances,
			List<String> figures) {
		HistoryReader.Glance glance = Objects.requireNonNull(glances.get(subject));
		return new Overview.Item(subject.group(), targets, glance.failures(), glance.latest(),
				glance.lastHour().only(figures));
	}

}
