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

import java.util.concurrent.TimeUnit;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of each memcached server, tagged with its name.
 */
public class MemcachedNodeMetrics implements MeterBinder {

	private final MemcachedCluster cluster;

	/**
	 * Creates the meters.
	 * @param cluster the servers
	 */
	public MemcachedNodeMetrics(MemcachedCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.cluster.nodes().forEach((node) -> bind(registry, node));
	}

	private static void bind(MeterRegistry registry, MemcachedNode node) {
		String name = node.address().name();
		Gauge.builder("larder.node.up", node, (n) -> (n.health().state() == NodeHealth.State.DOWN) ? 0 : 1)
			.tag("node", name)
			.description("Whether operations are sent to the server, 0 while its breaker is open")
			.register(registry);
		FunctionCounter.builder("larder.node.timeouts", node, (n) -> n.health().timeouts())
			.tag("node", name)
			.description("The number of operations the server did not answer in time")
			.register(registry);
		FunctionCounter.builder("larder.node.errors", node, (n) -> n.health().errors())
			.tag("node", name)
			.description("The number of operations that failed otherwise")
			.register(registry);
		TimeGauge
			.builder("larder.node.latency", node, TimeUnit.MICROSECONDS,
					(n) -> n.health().meanLatency().toNanos() / 1000.0)
			.tag("node", name)
			.tag("statistic", "mean")
			.description("The time operations took within the last minute")
			.register(registry);
		TimeGauge
			.builder("larder.node.latency", node, TimeUnit.MICROSECONDS,
					(n) -> n.health().maxLatency().toNanos() / 1000.0)
			.tag("node", name)
			.tag("statistic", "max")
			.description("The time operations took within the last minute")
			.register(registry);
	}

}
