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

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.sentence.Sentence;

/**
 * Flushes servers. What is flushed must be typed, as the items of all applications go.
 */
abstract class FlushPlanner implements OperationPlanner {

	private final ServerGateway gateway;

	FlushPlanner(ServerGateway gateway) {
		this.gateway = gateway;
	}

	OperationPlan plan(Map<String, Object> target, String confirmation, List<ClusterServer> servers) {
		List<OperationTask> tasks = servers.stream()
			.map((server) -> new OperationTask(server.id(), () -> TargetOutcome.planned(this.gateway.items(server)),
					() -> flush(server)))
			.toList();
		return new OperationPlan(type(), target, confirmation, List.of(new OperationStep(tasks)));
	}

	private TargetOutcome flush(ClusterServer server) {
		this.gateway.flush(server);
		return TargetOutcome.done(Sentence.of("flushed"));
	}

}
