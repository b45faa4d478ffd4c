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

import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;

import org.springframework.stereotype.Component;

/**
 * Flushes a server.
 */
@Component
class ServerFlushPlanner extends FlushPlanner {

	private final ClusterCatalog catalog;

	ServerFlushPlanner(ClusterCatalog catalog, ServerGateway gateway) {
		super(gateway);
		this.catalog = catalog;
	}

	@Override
	public OperationType type() {
		return OperationType.SERVER_FLUSH;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		target.requireOnly(type(), "cluster", "server");
		String cluster = OperationTarget.required(target.cluster(), "cluster", type());
		String id = OperationTarget.required(target.server(), "server", type());
		ClusterServer server = this.catalog.server(cluster, id);
		return plan(Map.of("cluster", cluster, "server", server.id()), server.id(), List.of(server));
	}

}
