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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.NodeReport;
import dev.larder.admin.configuration.WarningProperties;
import dev.larder.admin.history.Event;
import dev.larder.admin.history.Failure;
import dev.larder.admin.history.Figure;
import dev.larder.admin.history.Figures;
import dev.larder.admin.history.InstanceSample;
import dev.larder.admin.history.Snapshot;
import dev.larder.admin.history.Snapshot.ApplicationState;
import dev.larder.admin.history.Snapshot.InstanceState;
import dev.larder.admin.history.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Finds what to warn of in applications. What many instances have in common is one
 * finding.
 */
final class ApplicationRules {

	private static final String DOWN = "DOWN";

	private final WarningProperties properties;

	ApplicationRules(WarningProperties properties) {
		this.properties = properties;
	}

	List<Finding> check(ApplicationState application, Snapshot snapshot) {
		List<Finding> findings = new ArrayList<>();
		application.instances().forEach((instance) -> checkAnswers(instance, findings));
		checkNodes(application, findings);
		checkCoherence(application, findings);
		checkRefusals(application, findings);
		checkHitRatios(application, snapshot, findings);
		return findings;
	}

	private static void checkAnswers(InstanceState instance, List<Finding> findings) {
		Failure failure = instance.failure();
		if (failure != null && failure.failures() >= ServerRules.SILENT_AFTER) {
			String last = ServerRules.lastAnswer(failure);
			findings.add(new Finding(WarningCode.INSTANCE_SILENT, Severity.ERROR, instance.subject(), failure.since(),
					instance.instance().id() + " has not told of its caches " + failure.failures() + " times in a row: "
							+ failure.detail() + "." + last,
					"Look whether the instance runs, and whether its endpoint 'larder' is exposed to this service; take"
							+ " it out of 'larder.admin.applications' if it is gone for good."));
		}
	}

	private static void checkNodes(ApplicationState application, List<Finding> findings) {
		Map<String, List<String>> instancesByNode = new TreeMap<>();
		for (InstanceState instance : application.instances()) {
			for (NodeReport node : nodes(instance)) {
				if (DOWN.equals(node.state()) && node.name() != null) {
					instancesByNode.computeIfAbsent(node.name(), (name) -> new ArrayList<>())
						.add(instance.instance().id());
				}
			}
		}
		if (!instancesByNode.isEmpty()) {
			StringBuilder reason = new StringBuilder();
			instancesByNode.forEach((node, instances) -> reason.append(reason.isEmpty() ? "" : " ")
				.append(instances.size())
				.append(" of ")
				.append(application.instances().size())
				.append(" instances (")
				.append(Wording.names(instances))
				.append(") see ")
				.append(node)
				.append(" as DOWN and pass it by."));
			findings.add(Finding.of(WarningCode.NODE_DOWN, Severity.ERROR, subject(application), reason.toString(),
					"If this service reaches the server, look at the network between it and these instances; else look"
							+ " at the server."));
		}
	}

	private void checkCoherence(ApplicationState application, List<Finding> findings) {
		Lag worst = null;
		for (InstanceState instance : application.instances()) {
			for (Lag lag : lags(instance)) {
				worst = (worst == null || lag.ms() > worst.ms()) ? lag : worst;
			}
		}
		if (worst != null && worst.ms() > this.properties.coherenceLag().toMillis()) {
			findings.add(Finding.of(WarningCode.COHERENCE_LAG, Severity.WARNING, subject(application),
					worst.instance() + worst.what() + Wording.duration(Duration.ofMillis(worst.ms())) + ", more than "
							+ Wording.duration(this.properties.coherenceLag())
							+ ". It should be two poll intervals at most, 400 ms by default.",
					"Look whether the instance has long pauses or the server answers slowly. If its poll interval"
							+ " ('larder.coherence.poll-interval') is that long on purpose, raise"
							+ " 'larder.admin.warnings.coherence-lag'."));
		}
	}

	private static List<Lag> lags(InstanceState instance) {
		List<Lag> lags = new ArrayList<>();
		String id = instance.instance().id();
		instance.events()
			.stream()
			.filter((event) -> event.kind() == Event.Kind.COHERENCE_LAG)
			.map((event) -> new Lag(id, " served copies of items on " + event.detail() + " after their change for ",
					event.count()))
			.forEach(lags::add);
		for (NodeReport node : nodes(instance)) {
			Long age = (node.coherence() != null && !DOWN.equals(node.state())) ? node.coherence().ageMs() : null;
			if (age != null) {
				lags.add(new Lag(id, " has not heard of changes on " + node.name() + " for ", age));
			}
		}
		return lags;
	}

	private static void checkRefusals(ApplicationState application, List<Finding> findings) {
		Map<String, List<CacheReport.RefusalReport>> refusals = new TreeMap<>();
		for (InstanceState instance : application.instances()) {
			for (CacheReport cache : caches(instance)) {
				if (cache.name() != null && cache.refusals() != null && !cache.refusals().isEmpty()) {
					refusals.computeIfAbsent(cache.name(), (name) -> new ArrayList<>()).addAll(cache.refusals());
				}
			}
		}
		refusals.forEach((cache, reports) -> findings.add(refusal(application, cache, reports)));
	}

	private static Finding refusal(ApplicationState application, String cache,
			List<CacheReport.RefusalReport> reports) {
		long count = reports.stream().mapToLong((report) -> (report.count() != null) ? report.count() : 1).sum();
		CacheReport.RefusalReport worst = reports.stream()
			.max(Comparator.comparingLong((report) -> (report.count() != null) ? report.count() : 1))
			.orElseThrow();
		String method = (worst.method() != null) ? " of " + worst.method() : "";
		return Finding.of(WarningCode.REFUSALS, Severity.WARNING,
				Subject.cache(application.application().name(), cache),
				"The cache '" + cache + "' was passed by " + Wording.number(count)
						+ " times, as it could not keep what it was given. Mostly the " + worst.subject() + method
						+ " is to blame, with its type " + worst.type() + ": " + worst.why(),
				(worst.remedy() != null) ? worst.remedy() : "Look at the refusals of the cache in the instance's log.");
	}

	private void checkHitRatios(ApplicationState application, Snapshot snapshot, List<Finding> findings) {
		snapshot.points().keySet().forEach((subject) -> {
			if (subject.type() == Subject.Type.CACHE && subject.group().equals(application.application().name())) {
				checkHitRatio(subject, snapshot.recent(subject), findings);
			}
		});
	}

	private void checkHitRatio(Subject subject, Figures recent, List<Finding> findings) {
		Double ratio = recent.hitRatio();
		Double hits = recent.get(Figure.HITS);
		Double misses = recent.get(Figure.MISSES);
		if (ratio != null && hits != null && misses != null && ratio < this.properties.hitRatio()
				&& hits + misses >= this.properties.minReads()) {
			findings.add(Finding.of(WarningCode.HIT_RATIO_LOW, Severity.WARNING, subject,
					Wording.percent(ratio) + " of " + Wording.rate(hits + misses)
							+ " reads a second found an entry in the cache '" + subject.name() + "' of '"
							+ subject.group() + "' over the last minutes, less than "
							+ Wording.percent(this.properties.hitRatio()) + ".",
					"Look whether its time to live is too short, whether it is cleared too often, or whether its keys"
							+ " are ever asked for twice."));
		}
	}

	private static Subject subject(ApplicationState application) {
		return Subject.application(application.application().name());
	}

	private static List<NodeReport> nodes(InstanceState instance) {
		InstanceSample sample = answered(instance);
		List<NodeReport> nodes = (sample != null) ? sample.report().nodes() : null;
		return (nodes != null) ? nodes : List.of();
	}

	private static List<CacheReport> caches(InstanceState instance) {
		InstanceSample sample = answered(instance);
		List<CacheReport> caches = (sample != null) ? sample.report().caches() : null;
		return (caches != null) ? caches : List.of();
	}

	private static @Nullable InstanceSample answered(InstanceState instance) {
		return (instance.failure() == null) ? instance.sample() : null;
	}

	/**
	 * How late an instance hears of changes.
	 *
	 * @param instance the instance
	 * @param what what it does meanwhile
	 * @param ms how late, in milliseconds
	 */
	private record Lag(String instance, String what, long ms) {
	}

}
