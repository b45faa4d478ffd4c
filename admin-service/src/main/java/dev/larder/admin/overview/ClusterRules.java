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

package dev.larder.admin.overview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.larder.admin.application.NodeReport;
import dev.larder.admin.cluster.Resolution;
import dev.larder.admin.configuration.WarningProperties;
import dev.larder.admin.history.Figure;
import dev.larder.admin.history.Figures;
import dev.larder.admin.history.InstanceSample;
import dev.larder.admin.history.ServerSample;
import dev.larder.admin.history.Snapshot;
import dev.larder.admin.history.Snapshot.ClusterState;
import dev.larder.admin.history.Snapshot.ServerState;
import dev.larder.admin.history.Subject;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Finds what to warn of in clusters as a whole.
 */
final class ClusterRules {

	private final WarningProperties properties;

	ClusterRules(WarningProperties properties) {
		this.properties = properties;
	}

	List<Finding> check(ClusterState cluster, Snapshot snapshot) {
		Subject subject = Subject.cluster(cluster.cluster().name());
		List<Finding> findings = new ArrayList<>();
		checkName(cluster, subject, findings);
		checkVersions(cluster, subject, findings);
		checkLimits(cluster, subject, findings);
		checkClocks(cluster, subject, findings);
		checkLoad(cluster, subject, snapshot, findings);
		checkHitRatio(cluster, subject, snapshot, findings);
		return findings;
	}

	private static void checkName(ClusterState cluster, Subject subject, List<Finding> findings) {
		Resolution resolution = cluster.cluster().resolution();
		if (resolution == null || resolution.problem() == null) {
			return;
		}
		boolean none = cluster.servers().isEmpty();
		findings.add(Finding.of(WarningCode.NAME_UNRESOLVED, none ? Severity.ERROR : Severity.WARNING, subject,
				none ? "name-unresolved-none" : "name-unresolved", "cluster", subject.group(), "detail",
				resolution.problem(), "resolvedAt", resolution.resolvedAt()));
	}

	private static void checkVersions(ClusterState cluster, Subject subject, List<Finding> findings) {
		Map<String, List<String>> versions = byValue(cluster, (sample) -> sample.stats().get("version"));
		if (versions.size() > 1) {
			findings.add(Finding.of(WarningCode.VERSIONS_MIXED, Severity.INFO, subject, Sentence.arguments("cluster",
					subject.group(), "count", versions.size(), "versions", describe(versions))));
		}
	}

	private static void checkLimits(ClusterState cluster, Subject subject, List<Finding> findings) {
		List<String> memory = differing(cluster, (sample) -> sample.stats().get("limit_maxbytes"));
		List<String> items = differing(cluster, (sample) -> sample.details().settings().get("item_size_max"));
		List<String> connections = differing(cluster, (sample) -> sample.stats().get("max_connections"));
		if (memory != null || items != null || connections != null) {
			findings.add(Finding.of(WarningCode.LIMITS_DIFFER, Severity.WARNING, subject, Sentence.arguments("cluster",
					subject.group(), "memoryLimits", memory, "itemLimits", items, "connectionLimits", connections)));
		}
	}

	private static @Nullable List<String> differing(ClusterState cluster,
			Function<ServerSample, @Nullable String> value) {
		Map<String, List<String>> values = byValue(cluster, value);
		return (values.size() > 1) ? describe(values) : null;
	}

	private void checkClocks(ClusterState cluster, Subject subject, List<Finding> findings) {
		Map<String, Duration> offsets = new LinkedHashMap<>();
		for (ServerState server : cluster.servers()) {
			ServerSample sample = server.sample();
			Long time = (sample != null) ? sample.number("time") : null;
			if (sample != null && time != null && server.failure() == null) {
				offsets.put(name(server), ServerRules.clockOffset(time, sample.takenAt()));
			}
		}
		if (offsets.size() < 2) {
			return;
		}
		Map.Entry<String, Duration> slowest = offsets.entrySet()
			.stream()
			.min(Map.Entry.comparingByValue())
			.orElseThrow();
		Map.Entry<String, Duration> fastest = offsets.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.orElseThrow();
		Duration skew = fastest.getValue().minus(slowest.getValue());
		if (skew.compareTo(this.properties.clockSkew()) > 0) {
			findings.add(Finding.of(WarningCode.CLOCK_SKEW, Severity.WARNING, subject, Sentence.arguments("fastest",
					fastest.getKey(), "slowest", slowest.getKey(), "skewMs", skew.toMillis())));
		}
	}

	private void checkLoad(ClusterState cluster, Subject subject, Snapshot snapshot, List<Finding> findings) {
		Map<String, Double> loads = new LinkedHashMap<>();
		for (ServerState server : cluster.servers()) {
			Double gets = snapshot.recent(server.subject()).get(Figure.GETS);
			if (gets != null) {
				loads.put(name(server), gets);
			}
		}
		double mean = loads.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
		if (loads.size() < 2 || mean < this.properties.minReads()) {
			return;
		}
		Map.Entry<String, Double> busiest = loads.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
		if (busiest.getValue() >= this.properties.unevenLoad() * mean) {
			findings.add(Finding.of(WarningCode.LOAD_UNEVEN, Severity.WARNING, subject,
					Sentence.arguments("server", busiest.getKey(), "readsPerSecond", busiest.getValue(), "servers",
							loads.size(), "meanPerSecond", mean)));
		}
	}

	private void checkHitRatio(ClusterState cluster, Subject subject, Snapshot snapshot, List<Finding> findings) {
		Figures recent = snapshot.recent(subject);
		Double ratio = recent.hitRatio();
		Double reads = recent.reads();
		if (ratio == null || reads == null || ratio >= this.properties.hitRatio()
				|| reads < this.properties.minReads()) {
			return;
		}
		long readers = (recent.get(Figure.POLLS) == null) ? journalReaders(cluster, snapshot) : 0;
		findings.add(Finding.of(WarningCode.HIT_RATIO_LOW, Severity.WARNING, subject,
				Sentence.arguments("cluster", subject.group(), "hitRatio", ratio, "readsPerSecond", reads, "limitRatio",
						this.properties.hitRatio(), "readers", (readers > 0) ? readers : null)));
	}

	/**
	 * Returns how many instances say that they read the journals of the cluster's
	 * servers.
	 */
	private static long journalReaders(ClusterState cluster, Snapshot snapshot) {
		Set<String> addresses = cluster.servers().stream().map(ClusterRules::name).collect(Collectors.toSet());
		return snapshot.applications()
			.stream()
			.flatMap((application) -> application.instances().stream())
			.filter((instance) -> readsJournal(instance.sample(), addresses))
			.count();
	}

	private static boolean readsJournal(@Nullable InstanceSample sample, Set<String> addresses) {
		List<NodeReport> nodes = (sample != null) ? sample.report().nodes() : null;
		return nodes != null
				&& nodes.stream().anyMatch((node) -> node.coherence() != null && addresses.contains(node.name()));
	}

	private static Map<String, List<String>> byValue(ClusterState cluster,
			Function<ServerSample, @Nullable String> value) {
		Map<String, List<String>> servers = new TreeMap<>();
		for (ServerState server : cluster.servers()) {
			ServerSample sample = server.sample();
			String found = (sample != null) ? value.apply(sample) : null;
			if (found != null) {
				servers.computeIfAbsent(found, (key) -> new ArrayList<>()).add(name(server));
			}
		}
		return servers;
	}

	private static List<String> describe(Map<String, List<String>> values) {
		List<String> described = new ArrayList<>();
		values.forEach((value, servers) -> described
			.add(value + " (" + servers.get(0) + ((servers.size() > 1) ? " +" + (servers.size() - 1) : "") + ")"));
		return described;
	}

	private static String name(ServerState server) {
		return server.server().address().name();
	}

}
