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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

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
import dev.larder.admin.sentence.Sentence;
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
		checkNames(application, findings);
		checkCoherence(application, findings);
		checkRefusals(application, findings);
		checkHitRatios(application, snapshot, findings);
		return findings;
	}

	private static void checkAnswers(InstanceState instance, List<Finding> findings) {
		Failure failure = instance.failure();
		if (failure != null && failure.failures() >= ServerRules.SILENT_AFTER) {
			findings.add(Finding
				.of(WarningCode.INSTANCE_SILENT, Severity.ERROR, instance.subject(),
						Sentence.arguments("instance", instance.instance().id(), "failures", failure.failures(),
								"detail", failure.detail(), "lastAnswerAt", failure.lastSampleAt()))
				.since(failure.since()));
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
		instancesByNode.entrySet()
			.stream()
			.max(Comparator.comparingInt((node) -> node.getValue().size()))
			.ifPresent((worst) -> {
				List<String> others = instancesByNode.keySet()
					.stream()
					.filter((node) -> !node.equals(worst.getKey()))
					.toList();
				findings.add(Finding.of(WarningCode.NODE_DOWN, Severity.ERROR, subject(application),
						Sentence.arguments("server", worst.getKey(), "count", worst.getValue().size(), "instances",
								application.instances().size(), "names", worst.getValue(), "others",
								others.isEmpty() ? null : others)));
			});
	}

	private static void checkNames(ApplicationState application, List<Finding> findings) {
		if (!application.duplicates().isEmpty()) {
			Snapshot.Duplicate first = application.duplicates().get(0);
			List<String> ids = new ArrayList<>(List.of(first.id()));
			ids.addAll(first.otherIds());
			int others = application.duplicates().size() - 1;
			findings.add(Finding.of(WarningCode.INSTANCE_DUPLICATED, Severity.WARNING, subject(application),
					Sentence.arguments("application", application.application().name(), "id", first.id(), "ids", ids,
							"others", (others > 0) ? others : null)));
		}
		List<String> leftOut = application.instances()
			.stream()
			.map(ApplicationRules::answered)
			.filter(Objects::nonNull)
			.flatMap((sample) -> (sample.report().leftOut() != null) ? sample.report().leftOut().stream()
					: Stream.empty())
			.distinct()
			.sorted()
			.toList();
		if (!leftOut.isEmpty()) {
			findings
				.add(Finding.of(WarningCode.CACHES_LEFT_OUT, Severity.WARNING, subject(application), Sentence.arguments(
						"application", application.application().name(), "count", leftOut.size(), "caches", leftOut)));
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
			findings.add(Finding.of(WarningCode.COHERENCE_LAG, Severity.WARNING, subject(application), worst.code(),
					"instance", worst.instance(), "server", worst.server(), "lagMs", worst.ms(), "limitMs",
					this.properties.coherenceLag().toMillis()));
		}
	}

	private static List<Lag> lags(InstanceState instance) {
		List<Lag> lags = new ArrayList<>();
		String id = instance.instance().id();
		instance.events()
			.stream()
			.filter((event) -> event.kind() == Event.Kind.COHERENCE_LAG)
			.map((event) -> new Lag(id, "copies-served-late", event.detail(), event.count()))
			.forEach(lags::add);
		for (NodeReport node : nodes(instance)) {
			Long age = (node.coherence() != null && !DOWN.equals(node.state())) ? node.coherence().ageMs() : null;
			if (age != null) {
				lags.add(new Lag(id, "changes-not-heard", node.name(), age));
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
		Finding finding = Finding.of(WarningCode.REFUSALS, Severity.WARNING,
				Subject.cache(application.application().name(), cache),
				"key".equals(worst.subject()) ? "refusals-of-key" : "refusals-of-value", "cache", cache, "count", count,
				"method", worst.method(), "type", worst.type(), "why", worst.why());
		return (worst.remedy() != null)
				? finding.withAdvice(Sentence.of("remedy", Sentence.arguments("remedy", worst.remedy()))) : finding;
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
			findings.add(Finding
				.of(WarningCode.HIT_RATIO_LOW, Severity.WARNING, subject, "cache-hit-ratio-low", "cache",
						subject.name(), "application", subject.group(), "hitRatio", ratio, "readsPerSecond",
						hits + misses, "limitRatio", this.properties.hitRatio())
				.withAdvice(Sentence.of("cache-hit-ratio-low.next", Map.of())));
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
	 * @param code the code of the sentence that says what it does meanwhile
	 * @param server the server whose changes it hears of
	 * @param ms how late, in milliseconds
	 */
	private record Lag(String instance, String code, @Nullable String server, long ms) {
	}

}
