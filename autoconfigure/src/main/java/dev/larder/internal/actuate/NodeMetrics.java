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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of each memcached server and of how well the local copies of its items are kept
 * up to date, tagged with the server's name. Without tiered caches nothing is measured of
 * copies.
 */
public class NodeMetrics implements MeterBinder {

	private static final String DESCRIPTION_OF_LATENCY = "The time operations took within the last minute";

	private static final String DESCRIPTION_OF_LAG = "How long after a change of another instance its local copy was "
			+ "dropped";

	private final LarderCacheManagers cacheManagers;

	/**
	 * Creates the meters.
	 * @param cacheManagers the managers whose servers are measured
	 */
	public NodeMetrics(LarderCacheManagers cacheManagers) {
		this.cacheManagers = cacheManagers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.cacheManagers.forEach((name, cacheManager) -> {
			for (int i = 0; i < cacheManager.getNodeStatistics().size(); i++) {
				new Node(cacheManager, i).bindTo(registry);
			}
		});
	}

	/**
	 * A server of a manager, by its place among them.
	 */
	private record Node(LarderCacheManager cacheManager, int index) implements MeterBinder {

		@Override
		public void bindTo(MeterRegistry registry) {
			Gauge
				.builder("larder.node.up", this.cacheManager,
						value((node) -> (node.state() == NodeStatistics.State.DOWN) ? 0 : 1))
				.tag("node", name())
				.description("Whether operations are sent to the server, 0 while its breaker is open")
				.register(registry);
			count(registry, "larder.node.timeouts", NodeStatistics::timeouts,
					"The number of operations the server did not answer in time");
			count(registry, "larder.node.errors", NodeStatistics::errors,
					"The number of operations that failed otherwise");
			time("larder.node.latency", TimeUnit.MICROSECONDS, NodeStatistics::meanLatency, DESCRIPTION_OF_LATENCY)
				.tag("statistic", "mean")
				.register(registry);
			time("larder.node.latency", TimeUnit.MICROSECONDS, NodeStatistics::maxLatency, DESCRIPTION_OF_LATENCY)
				.tag("statistic", "max")
				.register(registry);
			time("larder.node.coherence.age", TimeUnit.MILLISECONDS, (node) -> node.coherence().age(),
					"How long ago the server was last asked what other instances changed")
				.register(registry);
			time("larder.node.coherence.lag", TimeUnit.MILLISECONDS, (node) -> node.coherence().lastLag(),
					DESCRIPTION_OF_LAG)
				.tag("statistic", "last")
				.register(registry);
			time("larder.node.coherence.lag", TimeUnit.MILLISECONDS, (node) -> node.coherence().maxLag(),
					DESCRIPTION_OF_LAG)
				.tag("statistic", "max")
				.register(registry);
			count(registry, "larder.node.coherence.records.read", (node) -> node.coherence().recordsRead(),
					"The number of records of changes by other instances that were applied");
			count(registry, "larder.node.coherence.records.written", (node) -> node.coherence().recordsWritten(),
					"The number of records of changes by this instance");
			count(registry, "larder.node.coherence.losses", (node) -> node.coherence().losses(),
					"The number of times all local copies were dropped, as changes may have been missed");
		}

		private String name() {
			return this.cacheManager.getNodeStatistics().get(this.index).name();
		}

		private void count(MeterRegistry registry, String name, ToDoubleFunction<NodeStatistics> count,
				String description) {
			FunctionCounter.builder(name, this.cacheManager, value(count))
				.tag("node", name())
				.description(description)
				.register(registry);
		}

		private TimeGauge.Builder<LarderCacheManager> time(String name, TimeUnit unit,
				Function<NodeStatistics, @Nullable Duration> time, String description) {
			double nanos = unit.toNanos(1);
			return TimeGauge.builder(name, this.cacheManager, unit, value((node) -> {
				Duration duration = time.apply(node);
				return (duration != null) ? duration.toNanos() / nanos : Double.NaN;
			})).tag("node", name()).description(description);
		}

		private ToDoubleFunction<LarderCacheManager> value(ToDoubleFunction<NodeStatistics> value) {
			return (manager) -> value.applyAsDouble(manager.getNodeStatistics().get(this.index));
		}

	}

}
