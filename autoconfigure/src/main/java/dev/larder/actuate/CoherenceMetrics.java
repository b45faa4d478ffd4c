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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.larder.cache.MemcachedBackend;
import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.coherence.CoherenceStatistics;
import dev.larder.internal.memcached.MemcachedNode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of how well the local copies of each memcached server's items are kept up to
 * date, tagged with the server's name. Without tiered caches nothing is measured.
 */
public class CoherenceMetrics implements MeterBinder {

	private final MemcachedBackend backend;

	/**
	 * Creates the meters.
	 * @param backend the servers and what keeps copies up to date
	 */
	public CoherenceMetrics(MemcachedBackend backend) {
		this.backend = backend;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.backend.cluster().nodes().forEach((node) -> bind(registry, this.backend.coherence(), node));
	}

	private static void bind(MeterRegistry registry, Coherence coherence, MemcachedNode node) {
		String name = node.address().name();
		TimeGauge
			.builder("larder.node.coherence.age", coherence, TimeUnit.MILLISECONDS,
					millis(node, CoherenceStatistics::age))
			.tag("node", name)
			.description("How long ago the server was last asked what other instances changed")
			.register(registry);
		TimeGauge
			.builder("larder.node.coherence.lag", coherence, TimeUnit.MILLISECONDS,
					millis(node, CoherenceStatistics::lastLag))
			.tag("node", name)
			.tag("statistic", "last")
			.description("How long after a change of another instance its local copy was dropped")
			.register(registry);
		TimeGauge
			.builder("larder.node.coherence.lag", coherence, TimeUnit.MILLISECONDS,
					millis(node, CoherenceStatistics::maxLag))
			.tag("node", name)
			.tag("statistic", "max")
			.description("How long after a change of another instance its local copy was dropped")
			.register(registry);
		counter("larder.node.coherence.records.read", coherence, node, CoherenceStatistics::recordsRead)
			.description("The number of records of changes by other instances that were applied")
			.register(registry);
		counter("larder.node.coherence.records.written", coherence, node, CoherenceStatistics::recordsWritten)
			.description("The number of records of changes by this instance")
			.register(registry);
		counter("larder.node.coherence.losses", coherence, node, CoherenceStatistics::losses)
			.description("The number of times all local copies were dropped, as changes may have been missed")
			.register(registry);
	}

	private static FunctionCounter.Builder<Coherence> counter(String name, Coherence coherence, MemcachedNode node,
			ToDoubleFunction<CoherenceStatistics> count) {
		return FunctionCounter.builder(name, coherence, (c) -> count.applyAsDouble(c.statistics(node)))
			.tag("node", node.address().name());
	}

	private static ToDoubleFunction<Coherence> millis(MemcachedNode node,
			Function<CoherenceStatistics, @Nullable Duration> time) {
		return (coherence) -> {
			Duration duration = time.apply(coherence.statistics(node));
			return (duration != null) ? duration.toNanos() / 1_000_000.0 : Double.NaN;
		};
	}

}
