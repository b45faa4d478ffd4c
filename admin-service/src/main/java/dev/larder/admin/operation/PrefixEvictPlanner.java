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

package dev.larder.admin.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.NodeReport;
import dev.larder.admin.application.PrefixReport;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.KeySweeper;
import dev.larder.admin.cluster.SweepCount;
import dev.larder.admin.digest.Sha256;
import dev.larder.admin.entries.ApplicationClusters;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Evicts the keys that begin alike. Those of a cluster are deleted from every server, and
 * that must be confirmed, as they may belong to any application. Those of a cache are
 * evicted from all places, the truth first: from memcached, then from the copies of all
 * instances, known to this service or not, and then from the memory of each. In another
 * order an instance could take the old value from where it still is.
 */
@Component
class PrefixEvictPlanner implements OperationPlanner {

	private static final int MAX_PREFIX_LENGTH = 250;

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final ApplicationClusters applicationClusters;

	private final KeySweeper sweeper;

	private final InstanceGateway instances;

	private final FanOut fanOut;

	PrefixEvictPlanner(ClusterCatalog clusters, ApplicationCatalog applications,
			ApplicationClusters applicationClusters, KeySweeper sweeper, InstanceGateway instances, FanOut fanOut) {
		this.clusters = clusters;
		this.applications = applications;
		this.applicationClusters = applicationClusters;
		this.sweeper = sweeper;
		this.instances = instances;
		this.fanOut = fanOut;
	}

	@Override
	public OperationType type() {
		return OperationType.PREFIX_EVICT;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		String prefix = OperationTarget.required(target.prefix(), "prefix", type());
		if (prefix.length() > MAX_PREFIX_LENGTH) {
			throw new ApiException(ProblemCode.INVALID_BODY,
					"'target.prefix' has more than " + MAX_PREFIX_LENGTH + " characters, as no key has");
		}
		if (target.application() != null && target.cluster() == null) {
			return planForApplication(target, target.application(), prefix);
		}
		Cluster cluster = this.clusters.cluster(OperationTarget.required(target.cluster(), "cluster", type()));
		if (target.application() != null || target.cache() != null) {
			throw new ApiException(ProblemCode.INVALID_BODY,
					"Give either 'target.cluster' with the beginning of keys of memcached, or 'target.application' and"
							+ " 'target.cache' with that of keys of the cache");
		}
		target.requireOnly(type(), "cluster", "prefix");
		return new OperationPlan(type(),
				Map.of("cluster", cluster.name(), "prefixSha256", Sha256.of(prefix).shortHex()), cluster.name(),
				List.of(new OperationStep(sweeps(cluster, prefix))));
	}

	private OperationPlan planForApplication(OperationTarget target, String name, String prefix) {
		target.requireOnly(type(), "application", "cache", "manager", "prefix");
		ClientApplication application = this.applications.application(name);
		EntryKeyRef keys = new EntryKeyRef(OperationTarget.required(target.cache(), "cache", type()), target.manager(),
				prefix);
		Map<String, Object> named = new LinkedHashMap<>();
		named.put("application", application.name());
		named.put("cache", keys.cache());
		if (keys.manager() != null) {
			named.put("manager", keys.manager());
		}
		named.put("prefixSha256", Sha256.of(prefix).shortHex());
		return new OperationPlan(type(), named, null, steps(application, keys));
	}

	private List<OperationStep> steps(ClientApplication application, EntryKeyRef keys) {
		Answers<Known> answers = this.fanOut
			.ask(OperationTarget.instances(application), ApplicationInstance::id,
					(instance) -> known(application, instance, keys))
			.requireAny();
		Known known = answers.results()
			.stream()
			.map((answer) -> answer.data())
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
		List<OperationStep> steps = new ArrayList<>();
		if (known.itemPrefix() != null) {
			steps.add(new OperationStep(sweeps(cluster(application, known), known.itemPrefix())));
			steps.add(OperationStep.dependent(List.of(announcement(application, keys))));
		}
		steps.add(OperationStep.dependent(
				application.instances().stream().map((instance) -> eviction(application, instance, keys)).toList()));
		return steps;
	}

	private Known known(ClientApplication application, ApplicationInstance instance, EntryKeyRef keys) {
		String itemPrefix = this.instances.countByPrefix(application, instance, keys).itemPrefix();
		List<NodeReport> nodes = (itemPrefix != null) ? this.instances.report(application, instance).nodes() : null;
		return new Known(itemPrefix, (nodes != null)
				? nodes.stream().map(NodeReport::name).filter(Objects::nonNull).distinct().toList() : List.of());
	}

	private Cluster cluster(ClientApplication application, Known known) {
		Cluster cluster = this.applicationClusters.find(application, known.nodes());
		if (cluster == null) {
			throw new ApiException(ProblemCode.UNKNOWN_CLUSTER, "No cluster has the servers " + known.nodes()
					+ " of the application; name it with 'larder.admin.applications[].cluster'");
		}
		if (cluster.servers().size() < known.nodes().size()) {
			throw new ApiException(ProblemCode.UNKNOWN_SERVER,
					"The application keeps its items on the servers " + known.nodes() + ", but the cluster '"
							+ cluster.name() + "' has only " + cluster.servers().size()
							+ "; list them all under 'larder.admin.clusters'");
		}
		return cluster;
	}

	private List<OperationTask> sweeps(Cluster cluster, String prefix) {
		return cluster.servers().stream().map((server) -> sweep(server, prefix)).toList();
	}

	private OperationTask sweep(ClusterServer server, String prefix) {
		return OperationTask.lasting(server.id(), (progress) -> {
			Consumer<SweepCount> listener = (count) -> progress.report(outcome(null, count.matched(), count));
			SweepCount count = this.sweeper.count(server, prefix, listener);
			return outcome(null, count.matched(), count);
		}, (progress) -> {
			Consumer<SweepCount> listener = (count) -> progress.report(outcome(null, count.deleted(), count));
			SweepCount count = this.sweeper.delete(server, prefix, listener);
			Map<String, Object> left = (count.undeletable() > 0) ? Sentence.arguments("left", count.undeletable())
					: Map.of();
			return outcome(Sentence.of("swept", left), count.deleted(), count);
		});
	}

	private static TargetOutcome outcome(@Nullable Sentence outcome, long items, SweepCount count) {
		return new TargetOutcome(outcome, items, count.seen(), count.items());
	}

	private OperationTask announcement(ClientApplication application, EntryKeyRef keys) {
		return new OperationTask(application.instances().get(0).id() + "/announcement",
				() -> TargetOutcome.planned(Sentence.of("announces"), null), () -> announce(application, keys));
	}

	/**
	 * Drops the copies of all instances through the first one that can.
	 */
	private TargetOutcome announce(ClientApplication application, EntryKeyRef keys) {
		return new Candidates<>(application.instances()).ask((instance) -> {
			this.instances.announceChanges(application, instance, keys.cache(), keys.manager());
			return TargetOutcome.done(Sentence.of("announced", Sentence.arguments("instance", instance.id())));
		});
	}

	private OperationTask eviction(ClientApplication application, ApplicationInstance instance, EntryKeyRef keys) {
		return OperationTask.lasting(instance.id(),
				(progress) -> outcome(null, instance, this.instances.countByPrefix(application, instance, keys)),
				(progress) -> outcome(Sentence.of("evicted"), instance,
						this.instances.evictByPrefix(application, instance, keys)));
	}

	private static TargetOutcome outcome(@Nullable Sentence outcome, ApplicationInstance instance,
			PrefixReport report) {
		if (Boolean.FALSE.equals(report.complete())) {
			throw new ApiException(ProblemCode.TARGET_TIMEOUT, instance + " has so many keys that it looked at "
					+ report.seen() + " only, of which " + report.matched() + " begin so; clear the cache instead");
		}
		return new TargetOutcome(outcome, report.matched(), report.seen(), null);
	}

	/**
	 * What an instance knows of keys that begin alike.
	 *
	 * @param itemPrefix how they begin in memcached, or {@code null} if they are not
	 * there
	 * @param nodes the addresses of the servers they are on
	 */
	private record Known(@Nullable String itemPrefix, List<String> nodes) {

	}

}
