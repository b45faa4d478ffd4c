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
package dev.larder.internal.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.larder.cache.NodeStatistics;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows the health of each memcached server. An application serves without memcached, so
 * a server that does not answer makes this {@code DEGRADED}, which leaves the health of
 * the application as it is. Until every server has answered or failed it is
 * {@code UNKNOWN}.
 */
public class LarderHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Some servers do not answer, and what they hold counts as missing.
	 */
	public static final Status DEGRADED = new Status("DEGRADED", "Some memcached servers do not answer");

	private final Supplier<List<NodeStatistics>> nodes;

	/**
	 * Creates the indicator.
	 * @param nodes gives the servers as this instance sees them
	 */
	public LarderHealthIndicator(Supplier<List<NodeStatistics>> nodes) {
		super("Health of memcached servers could not be told");
		this.nodes = nodes;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<NodeStatistics> nodes = this.nodes.get();
		builder.status(isAny(nodes, NodeStatistics.State.DOWN) ? DEGRADED
				: isAny(nodes, NodeStatistics.State.UNKNOWN) ? Status.UNKNOWN : Status.UP);
		nodes.forEach((node) -> builder.withDetail(node.name(), details(node)));
	}

	private static boolean isAny(List<NodeStatistics> nodes, NodeStatistics.State state) {
		return nodes.stream().anyMatch((node) -> node.state() == state);
	}

	private static Map<String, Object> details(NodeStatistics node) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", node.state());
		details.put("since", node.since());
		details.put("timeouts", node.timeouts());
		details.put("errors", node.errors());
		if (node.withoutCas()) {
			details.put("lacks", "cas");
		}
		if (node.lastError() != null) {
			details.put("lastError", node.lastError());
		}
		if (node.lastErrorAt() != null) {
			details.put("lastErrorAt", node.lastErrorAt());
		}
		return details;
	}

}
