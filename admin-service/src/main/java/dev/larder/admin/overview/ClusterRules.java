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
		String servers = none ? ", so that '" + subject.group() + "' has no servers."
				: "; the service goes on with the servers it found at " + resolution.resolvedAt() + ".";
		findings.add(Finding.of(WarningCode.NAME_UNRESOLVED, none ? Severity.ERROR : Severity.WARNING, subject,
				resolution.problem() + servers,
				"Check the name, and whether the resolver of this machine knows it (getent ahosts)."));
	}

	private static void checkVersions(ClusterState cluster, Subject subject, List<Finding> findings) {
		Map<String, List<String>> versions = byValue(cluster, (sample) -> sample.stats().get("version"));
		if (versions.size() > 1) {
			findings.add(Finding.of(WarningCode.VERSIONS_MIXED, Severity.INFO, subject,
					"The servers of '" + subject.group() + "' have " + versions.size() + " versions: "
							+ describe(versions) + ".",
					"Finish the update, so that all servers know the same commands and keep items in the same way."));
		}
	}

	private static void checkLimits(ClusterState cluster, Subject subject, List<Finding> findings) {
		Map<String, Map<String, List<String>>> limits = new LinkedHashMap<>();
		limits.put("memory in bytes (-m)", byValue(cluster, (sample) -> sample.stats().get("limit_maxbytes")));
		limits.put("largest item in bytes (-I)",
				byValue(cluster, (sample) -> sample.details().settings().get("item_size_max")));
		limits.put("connections (-c)", byValue(cluster, (sample) -> sample.stats().get("max_connections")));
		limits.values().removeIf((values) -> values.size() < 2);
		if (!limits.isEmpty()) {
			String reason = limits.entrySet()
				.stream()
				.map((limit) -> limit.getKey() + ": " + describe(limit.getValue()))
				.collect(Collectors.joining("; "));
			findings.add(Finding.of(WarningCode.LIMITS_DIFFER, Severity.WARNING, subject,
					"The servers of '" + subject.group() + "' have different limits. " + reason + ".",
					"Give all servers the same limits: clients spread items evenly, so that the smallest server evicts"
							+ " first, and what one takes another refuses."));
		}
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
			findings.add(Finding.of(WarningCode.CLOCK_SKEW, Severity.WARNING, subject,
					"The clock of " + fastest.getKey() + " is " + Wording.duration(skew) + " ahead of that of "
							+ slowest.getKey() + ", give or take a second.",
					"Have both set their clocks by NTP: items with an absolute expiry live shorter or longer than they"
							+ " should."));
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
					busiest.getKey() + " answered " + Wording.rate(busiest.getValue())
							+ " reads a second over the last minutes, while the mean of the " + loads.size()
							+ " servers is " + Wording.rate(mean) + ".",
					"Find the key that is read so often, and keep it in local memory (mode tiered); or look whether all"
							+ " clients have the same list of servers."));
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
				Wording.percent(ratio) + " of " + Wording.rate(reads) + " reads a second found an item in '"
						+ subject.group() + "' over the last minutes, less than "
						+ Wording.percent(this.properties.hitRatio()) + "."
						+ ((readers > 0) ? " The reads by which " + Wording.number(readers)
								+ " instances learn of changes are among them." : ""),
				"Look which cache misses: its times to live may be too short, its keys may never be asked for twice, or"
						+ " items may be evicted before they are."));
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

	private static String describe(Map<String, List<String>> values) {
		return values.keySet()
			.stream()
			.map((value) -> value + " (" + Wording.names(values.getOrDefault(value, List.of())) + ")")
			.collect(Collectors.joining(", "));
	}

	private static String name(ServerState server) {
		return server.server().address().name();
	}

}
