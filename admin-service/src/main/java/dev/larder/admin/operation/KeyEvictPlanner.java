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

package dev.larder.admin.operation;

import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.KeyReference;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.memcached.ItemKey;

import org.springframework.stereotype.Component;

/**
 * Deletes a key from every server of a cluster, so that no copy is left behind where
 * another client, or another time, has put one.
 */
@Component
class KeyEvictPlanner implements OperationPlanner {

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	KeyEvictPlanner(ClusterCatalog catalog, ServerGateway gateway) {
		this.catalog = catalog;
		this.gateway = gateway;
	}

	@Override
	public OperationType type() {
		return OperationType.KEY_EVICT;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		Cluster cluster = this.catalog.cluster(OperationTarget.required(target.cluster(), "cluster", type()));
		ItemKey key = KeyReference.of(target.key(), target.keyBase64());
		List<OperationTask> tasks = cluster.servers()
			.stream()
			.map((server) -> new OperationTask(server.id(), () -> find(server, key), () -> delete(server, key)))
			.toList();
		return new OperationPlan(type(), Map.of("cluster", cluster.name(), "keySha256", key.digest()), null,
				List.of(new OperationStep(tasks)));
	}

	private TargetOutcome find(ClusterServer server, ItemKey key) {
		return TargetOutcome.planned(this.gateway.inspect(server, key, 0).isPresent() ? 1L : 0L);
	}

	private TargetOutcome delete(ClusterServer server, ItemKey key) {
		boolean deleted = this.gateway.delete(server, key);
		return new TargetOutcome(deleted ? "deleted" : "not-present", deleted ? 1L : 0L);
	}

}
