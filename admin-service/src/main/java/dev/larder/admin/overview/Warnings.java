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

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.history.Snapshot;
import dev.larder.admin.history.SnapshotListener;

import org.springframework.stereotype.Component;

/**
 * Looks for what to warn of each time clusters and applications were asked.
 */
@Component
class Warnings implements SnapshotListener {

	private final WarningStore store;

	private final ServerRules serverRules;

	private final ClusterRules clusterRules;

	private final ApplicationRules applicationRules;

	Warnings(WarningStore store, AdminProperties properties) {
		this.store = store;
		this.serverRules = new ServerRules(properties.warnings());
		this.clusterRules = new ClusterRules(properties.warnings());
		this.applicationRules = new ApplicationRules(properties.warnings());
	}

	@Override
	public void taken(Snapshot snapshot) {
		this.store.save(find(snapshot), snapshot.takenAt());
	}

	List<Finding> find(Snapshot snapshot) {
		List<Finding> findings = new ArrayList<>();
		for (Snapshot.ClusterState cluster : snapshot.clusters()) {
			cluster.servers().forEach((server) -> findings.addAll(this.serverRules.check(server)));
			findings.addAll(this.clusterRules.check(cluster, snapshot));
		}
		for (Snapshot.ApplicationState application : snapshot.applications()) {
			findings.addAll(this.applicationRules.check(application, snapshot));
		}
		return findings;
	}

}
