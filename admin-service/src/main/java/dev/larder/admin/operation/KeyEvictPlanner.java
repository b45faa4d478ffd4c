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

import java.util.Map;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.KeyReference;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Deletes a key from every server of a cluster, so that no copy is left behind where
 * another client, or another time, has put one.
 */
@Component
class KeyEvictPlanner implements OperationPlanner {

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final FanOut fanOut;

	KeyEvictPlanner(ClusterCatalog catalog, ServerGateway gateway, FanOut fanOut) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@Override
	public OperationType type() {
		return OperationType.KEY_EVICT;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		String cluster = OperationTarget.required(target.cluster(), "cluster", type());
		return new Plan(this.catalog.cluster(cluster), KeyReference.of(target.key(), target.keyBase64()));
	}

	private final class Plan implements OperationPlan {

		private final Cluster cluster;

		private final ItemKey key;

		Plan(Cluster cluster, ItemKey key) {
			this.cluster = cluster;
			this.key = key;
		}

		@Override
		public Map<String, Object> target() {
			return Map.of("cluster", this.cluster.name(), "keySha256", this.key.digest());
		}

		@Override
		public @Nullable String confirmation() {
			return null;
		}

		@Override
		public Answers<TargetOutcome> preview() {
			return KeyEvictPlanner.this.fanOut.ask(this.cluster.servers(), ClusterServer::id,
					(server) -> TargetOutcome.planned(isPresent(server) ? 1L : 0L));
		}

		private boolean isPresent(ClusterServer server) {
			return KeyEvictPlanner.this.gateway.inspect(server, this.key, 0).isPresent();
		}

		@Override
		public Answers<TargetOutcome> execute() {
			return KeyEvictPlanner.this.fanOut.tell(this.cluster.servers(), ClusterServer::id, (server) -> {
				boolean deleted = KeyEvictPlanner.this.gateway.delete(server, this.key);
				return new TargetOutcome(deleted ? "deleted" : "not-present", deleted ? 1L : 0L);
			});
		}

	}

}
