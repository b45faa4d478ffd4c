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
package dev.larder.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeHealth;

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

	private final MemcachedCluster cluster;

	/**
	 * Creates the indicator.
	 * @param cluster the servers
	 */
	public LarderHealthIndicator(MemcachedCluster cluster) {
		super("Health of memcached servers could not be told");
		this.cluster = cluster;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.status(
				isAny(NodeHealth.State.DOWN) ? DEGRADED : isAny(NodeHealth.State.UNKNOWN) ? Status.UNKNOWN : Status.UP);
		this.cluster.nodes().forEach((node) -> builder.withDetail(node.address().name(), details(node)));
	}

	private boolean isAny(NodeHealth.State state) {
		return this.cluster.nodes().stream().anyMatch((node) -> node.health().state() == state);
	}

	private static Map<String, Object> details(MemcachedNode node) {
		NodeHealth health = node.health();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", health.state());
		details.put("since", health.since());
		details.put("timeouts", health.timeouts());
		details.put("errors", health.errors());
		if (health.withoutCas()) {
			details.put("lacks", "cas");
		}
		if (health.lastError() != null) {
			details.put("lastError", health.lastError());
		}
		if (health.lastErrorAt() != null) {
			details.put("lastErrorAt", health.lastErrorAt());
		}
		return details;
	}

}
