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
import java.util.Set;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.EntryKeyRef;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.InstanceKind;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.KeyReference;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.digest.Sha256;
import dev.larder.admin.entries.EntryLookupService;
import dev.larder.admin.entries.EntryLookupService.EntryItem;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Evicts a key. One of a cluster is deleted from every server, so that no copy is left
 * behind where another client, or another time, has put one. One of an application is
 * evicted from all places, the truth first: from memcached, then through an instance,
 * which tells the others, and then from the memory of each. In another order an instance
 * could take the old value from where it still is.
 */
@Component
class KeyEvictPlanner implements OperationPlanner {

	private static final Set<String> EVICTIONS = Set.of("evicted", "not-present-locally");

	private final ClusterCatalog clusters;

	private final ApplicationCatalog applications;

	private final ServerGateway servers;

	private final InstanceGateway instances;

	private final EntryLookupService entries;

	KeyEvictPlanner(ClusterCatalog clusters, ApplicationCatalog applications, ServerGateway servers,
			InstanceGateway instances, EntryLookupService entries) {
		this.clusters = clusters;
		this.applications = applications;
		this.servers = servers;
		this.instances = instances;
		this.entries = entries;
	}

	@Override
	public OperationType type() {
		return OperationType.KEY_EVICT;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		if (target.application() != null && target.cluster() == null) {
			return planForApplication(target, target.application());
		}
		Cluster cluster = this.clusters.cluster(OperationTarget.required(target.cluster(), "cluster", type()));
		if (target.application() != null || target.cache() != null) {
			throw new ApiException(ProblemCode.INVALID_BODY,
					"Give either 'target.cluster' with a key of memcached, or 'target.application' and 'target.cache' with"
							+ " a key of the cache");
		}
		target.requireOnly(type(), "cluster", "key", "keyBase64");
		ItemKey key = KeyReference.of(target.key(), target.keyBase64());
		return new OperationPlan(type(), Map.of("cluster", cluster.name(), "keySha256", key.digest()), null,
				List.of(new OperationStep(deletions(cluster.servers(), key))));
	}

	private OperationPlan planForApplication(OperationTarget target, String name) {
		target.requireOnly(type(), "application", "cache", "manager", "key");
		ClientApplication application = this.applications.application(name);
		EntryKeyRef key = new EntryKeyRef(OperationTarget.required(target.cache(), "cache", type()), target.manager(),
				target.requiredKey(type()));
		EntryItem item = this.entries.locate(application, key);
		Map<String, Object> named = new LinkedHashMap<>();
		named.put("application", application.name());
		named.put("cache", key.cache());
		if (key.manager() != null) {
			named.put("manager", key.manager());
		}
		named.put("keySha256", Sha256.of(key.key()).shortHex());
		return new OperationPlan(type(), named, null, steps(application, key, item));
	}

	private List<OperationStep> steps(ClientApplication application, EntryKeyRef key, EntryItem item) {
		List<ApplicationInstance> all = application.instances();
		ItemKey itemKey = item.key();
		if (itemKey == null) {
			return List.of(new OperationStep(
					all.stream().map((instance) -> eviction(application, List.of(instance), key, true)).toList()));
		}
		List<OperationStep> steps = new ArrayList<>();
		if (!item.servers().isEmpty()) {
			steps.add(new OperationStep(deletions(item.servers(), itemKey)));
		}
		steps.add(OperationStep.dependent(List.of(eviction(application, all, key, true))));
		steps.add(OperationStep.dependent(
				all.stream().skip(1).map((instance) -> eviction(application, List.of(instance), key, false)).toList()));
		return steps;
	}

	private List<OperationTask> deletions(List<ClusterServer> servers, ItemKey key) {
		return servers.stream()
			.map((server) -> new OperationTask(server.id(), () -> find(server, key), () -> delete(server, key)))
			.toList();
	}

	private TargetOutcome find(ClusterServer server, ItemKey key) {
		return TargetOutcome.planned(this.servers.inspect(server, key, 0).isPresent() ? 1L : 0L);
	}

	private TargetOutcome delete(ClusterServer server, ItemKey key) {
		boolean deleted = this.servers.delete(server, key);
		return TargetOutcome.done(deleted ? Sentence.of("deleted") : Sentence.of("not-present"), deleted ? 1L : 0L);
	}

	/**
	 * Evicts a key through the first of several instances that can.
	 */
	private OperationTask eviction(ClientApplication application, List<ApplicationInstance> candidates, EntryKeyRef key,
			boolean everywhere) {
		ApplicationInstance first = candidates.get(0);
		return new OperationTask(first.id(), () -> new Candidates<>(candidates).ask((instance) -> {
			this.instances.requireWritable(application, instance, InstanceKind.LARDER);
			return find(application, first, key);
		}), () -> new Candidates<>(candidates)
			.ask((instance) -> evicted(this.instances.evict(application, instance, key, everywhere),
					instance.equals(first) ? null : instance.id())));
	}

	/**
	 * Returns what an instance did. It may be of a version that does something else.
	 */
	private static TargetOutcome evicted(String outcome, @Nullable String instance) {
		Map<String, Object> through = Sentence.arguments("instance", instance);
		return TargetOutcome
			.done(EVICTIONS.contains(outcome) ? Sentence.of(outcome, through) : Sentence.of("done", through));
	}

	private TargetOutcome find(ClientApplication application, ApplicationInstance instance, EntryKeyRef key) {
		return TargetOutcome
			.planned((this.instances.lookUp(application, instance, key, false).local() != null) ? 1L : 0L);
	}

}
