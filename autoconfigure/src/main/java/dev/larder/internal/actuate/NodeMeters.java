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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeListener;
import dev.larder.cache.NodeStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the servers of one cache manager. A server is measured from when it is
 * known, or first answers. Thread-safe.
 */
final class NodeMeters implements NodeListener {

	/**
	 * The bounds of a histogram that tells a fast server from a slow one, up to the
	 * default timeout and somewhat beyond.
	 */
	private static final Duration[] LATENCIES = millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000);

	/**
	 * The bounds of a histogram around the default poll interval.
	 */
	private static final Duration[] LAGS = millis(25, 50, 100, 200, 400, 800, 1600, 5000, 20_000);

	private final MeterRegistry registry;

	private final LarderCacheManager cacheManager;

	private final Tag managerTag;

	private final Map<String, Times> times = new ConcurrentHashMap<>();

	private final Map<String, List<Meter>> meters = new HashMap<>();

	private final Set<String> gone = ConcurrentHashMap.newKeySet();

	private boolean removed;

	NodeMeters(MeterRegistry registry, LarderCacheManager cacheManager, Tag managerTag) {
		this.registry = registry;
		this.cacheManager = cacheManager;
		this.managerTag = managerTag;
	}

	private static Duration[] millis(double... bounds) {
		Duration[] durations = new Duration[bounds.length];
		for (int i = 0; i < bounds.length; i++) {
			durations[i] = Duration.ofNanos(Math.round(bounds[i] * 1_000_000));
		}
		return durations;
	}

	@Override
	public void answered(String node, long nanos) {
		Times times = times(node);
		if (times != null) {
			times.latency().record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void changeSeen(String node, long millis) {
		Times times = times(node);
		if (times != null) {
			times.lag().record(millis, TimeUnit.MILLISECONDS);
		}
	}

	// What a server that went still answers has no meter any more
	private @Nullable Times times(String node) {
		Times known = this.times.get(node);
		return (known != null || this.gone.contains(node)) ? known : add(node);
	}

	@Override
	public void joined(String node) {
		this.gone.remove(node);
		add(node);
	}

	@Override
	public synchronized void left(String node) {
		this.gone.add(node);
		this.times.remove(node);
		remove(node);
	}

	/**
	 * Begins to measure a server, unless it is measured.
	 * @param node its name
	 * @return its timers
	 */
	synchronized Times add(String node) {
		Times known = this.times.get(node);
		if (known != null) {
			return known;
		}
		Tags tags = Tags.of(this.managerTag, Tag.of("node", node));
		Times times = new Times(
				keep(node,
						Timer.builder("larder.node.latency")
							.tags(tags)
							.description("The time the server takes to answer an operation")
							.serviceLevelObjectives(LATENCIES)
							.register(this.registry)),
				keep(node,
						Timer.builder("larder.node.coherence.lag")
							.tags(tags)
							.description("The time from a change of another instance until its local copy is dropped")
							.serviceLevelObjectives(LAGS)
							.register(this.registry)));
		addState(node, tags);
		addCoherence(node, tags);
		if (this.removed) {
			// An operation that was under way when the manager was closed
			remove(node);
		}
		else {
			this.times.put(node, times);
		}
		return times;
	}

	private void addState(String node, Tags tags) {
		keep(node,
				Gauge
					.builder("larder.node.up", this.cacheManager,
							value(node, (it) -> (it.state() == NodeStatistics.State.DOWN) ? 0 : 1))
					.tags(tags)
					.description("Whether operations are sent to the server, 0 while its breaker is open")
					.register(this.registry));
		count("larder.node.errors", node, tags.and("reason", "timeout"), NodeStatistics::timeouts,
				"The number of operations at the server that failed");
		count("larder.node.errors", node, tags.and("reason", "disconnected"), NodeStatistics::disconnections,
				"The number of operations at the server that failed");
		count("larder.node.errors", node, tags.and("reason", "protocol"), (it) -> it.errors() - it.disconnections(),
				"The number of operations at the server that failed");
	}

	private void addCoherence(String node, Tags tags) {
		time("larder.node.coherence.age", node, tags, (it) -> it.coherence().age(),
				"How long ago the server was last asked what other instances changed");
		count("larder.node.coherence.records.read", node, tags, (it) -> it.coherence().recordsRead(),
				"The number of records of changes by other instances that were applied");
		count("larder.node.coherence.records.written", node, tags, (it) -> it.coherence().recordsWritten(),
				"The number of records of changes by this instance");
		count("larder.node.coherence.losses", node, tags, (it) -> it.coherence().losses(),
				"The number of times all local copies were dropped, as changes may have been missed");
	}

	private void count(String name, String node, Tags tags, ToDoubleFunction<NodeStatistics> count,
			String description) {
		keep(node,
				FunctionCounter.builder(name, this.cacheManager, value(node, count))
					.tags(tags)
					.description(description)
					.register(this.registry));
	}

	private void time(String name, String node, Tags tags, Function<NodeStatistics, @Nullable Duration> time,
			String description) {
		keep(node, TimeGauge.builder(name, this.cacheManager, TimeUnit.NANOSECONDS, value(node, (it) -> {
			Duration duration = time.apply(it);
			return (duration != null) ? duration.toNanos() : Double.NaN;
		})).tags(tags).description(description).register(this.registry));
	}

	private static ToDoubleFunction<LarderCacheManager> value(String node, ToDoubleFunction<NodeStatistics> value) {
		return (manager) -> manager.getNodeStatistics()
			.stream()
			.filter((it) -> it.name().equals(node))
			.mapToDouble(value)
			.findFirst()
			.orElse(Double.NaN);
	}

	private <M extends Meter> M keep(String node, M meter) {
		this.meters.computeIfAbsent(node, (first) -> new ArrayList<>()).add(meter);
		return meter;
	}

	/**
	 * Removes all meters, for good.
	 */
	synchronized void remove() {
		this.removed = true;
		this.times.clear();
		List.copyOf(this.meters.keySet()).forEach(this::remove);
	}

	private void remove(String node) {
		List<Meter> meters = this.meters.remove(node);
		if (meters != null) {
			meters.forEach(this.registry::remove);
		}
	}

	/**
	 * What is timed at a server.
	 *
	 * @param latency how long it takes to answer
	 * @param lag how long after a change by another instance it is seen
	 */
	record Times(Timer latency, Timer lag) {

	}

}
