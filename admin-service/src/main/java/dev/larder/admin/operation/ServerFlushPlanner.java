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
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Flushes a server. The id of the server must be typed, as the items of all applications
 * go.
 */
@Component
class ServerFlushPlanner implements OperationPlanner {

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final FanOut fanOut;

	ServerFlushPlanner(ClusterCatalog catalog, ServerGateway gateway, FanOut fanOut) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@Override
	public OperationType type() {
		return OperationType.SERVER_FLUSH;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		String cluster = OperationTarget.required(target.cluster(), "cluster", type());
		String server = OperationTarget.required(target.server(), "server", type());
		return new Plan(cluster, this.catalog.server(cluster, server));
	}

	private final class Plan implements OperationPlan {

		private final String cluster;

		private final ClusterServer server;

		Plan(String cluster, ClusterServer server) {
			this.cluster = cluster;
			this.server = server;
		}

		@Override
		public Map<String, Object> target() {
			return Map.of("cluster", this.cluster, "server", this.server.id());
		}

		@Override
		public String confirmation() {
			return this.server.id();
		}

		@Override
		public Answers<TargetOutcome> preview() {
			return ServerFlushPlanner.this.fanOut.ask(List.of(this.server), ClusterServer::id,
					(server) -> TargetOutcome.planned(items(server)));
		}

		private @Nullable Long items(ClusterServer server) {
			String items = ServerFlushPlanner.this.gateway.stats(server, StatsGroup.GENERAL).get("curr_items");
			return (items != null && items.matches("\\d{1,18}")) ? Long.valueOf(items) : null;
		}

		@Override
		public Answers<TargetOutcome> execute() {
			return ServerFlushPlanner.this.fanOut.tell(List.of(this.server), ClusterServer::id, (server) -> {
				ServerFlushPlanner.this.gateway.flush(server);
				return TargetOutcome.done("flushed");
			});
		}

	}

}
