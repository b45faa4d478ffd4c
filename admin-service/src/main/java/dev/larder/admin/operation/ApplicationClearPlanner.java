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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.InstanceKind;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.digest.Sha256;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Clears all caches of an application, one after the other: those that its instances
 * share once, through the first instance that can, the others in each instance. An
 * instance that has not answered once is not asked again for the rest.
 */
@Component
class ApplicationClearPlanner implements OperationPlanner {

	private static final int MAX_TARGETS = 5000;

	private static final int MAX_ID_LENGTH = 200;

	private final ApplicationCatalog catalog;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	ApplicationClearPlanner(ApplicationCatalog catalog, InstanceGateway gateway, FanOut fanOut) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@Override
	public OperationType type() {
		return OperationType.APPLICATION_CLEAR;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		target.requireOnly(type(), "application");
		ClientApplication application = this.catalog
			.application(OperationTarget.required(target.application(), "application", type()));
		return new OperationPlan(type(), Map.of("application", application.name()), application.name(),
				new Clearing(application).steps());
	}

	/**
	 * Clears the caches of an application.
	 */
	private final class Clearing {

		private final ClientApplication application;

		private final Set<ApplicationInstance> silent = ConcurrentHashMap.newKeySet();

		private final Map<ApplicationInstance, Optional<ApiException>> refusals = new ConcurrentHashMap<>();

		private Clearing(ClientApplication application) {
			this.application = application;
		}

		/**
		 * Returns a step for each cache, so that no instance clears two at the same time,
		 * and one for the instances that do not say which caches they have.
		 */
		private List<OperationStep> steps() {
			List<ApplicationInstance> instances = OperationTarget.instances(this.application);
			Answers<InstanceReport> answers = ApplicationClearPlanner.this.fanOut
				.ask(instances, ApplicationInstance::id,
						(instance) -> ApplicationClearPlanner.this.gateway.report(this.application, instance))
				.requireAny();
			Map<CacheName, List<Holder>> caches = new LinkedHashMap<>();
			List<OperationTask> unknown = new ArrayList<>();
			for (int i = 0; i < instances.size(); i++) {
				ApplicationInstance instance = instances.get(i);
				Answer<InstanceReport> answer = answers.results().get(i);
				InstanceReport report = answer.data();
				List<CacheReport> found = (report != null) ? report.caches() : null;
				if (report == null || found == null) {
					unknown.add(clearanceOfAll(instance));
					continue;
				}
				found.stream()
					.filter((cache) -> cache.name() != null)
					.forEach((cache) -> caches
						.computeIfAbsent(new CacheName(Objects.requireNonNull(cache.name()), cache.manager()),
								(name) -> new ArrayList<>())
						.add(new Holder(instance, report.kind(), cache)));
			}
			List<OperationStep> steps = new ArrayList<>();
			caches.forEach((name, holders) -> steps.add(step(name, holders)));
			if (!unknown.isEmpty()) {
				steps.add(new OperationStep(unknown));
			}
			requireFew(steps);
			return steps;
		}

		private OperationStep step(CacheName cache, List<Holder> holders) {
			List<Holder> sharing = holders.stream().filter((holder) -> holder.cache().livesInMemcached()).toList();
			List<OperationTask> tasks = new ArrayList<>();
			if (!sharing.isEmpty()) {
				tasks.add(new OperationTask(cache.id(), () -> preview(cache, sharing), () -> clear(cache, sharing)));
			}
			holders.stream()
				.filter((holder) -> !holder.cache().livesInMemcached())
				.forEach((holder) -> tasks.add(new OperationTask(holder.instance().id() + "/" + cache.id(),
						() -> preview(cache, List.of(holder)), () -> clear(cache, List.of(holder)))));
			return new OperationStep(tasks);
		}

		private TargetOutcome preview(CacheName cache, List<Holder> candidates) {
			new Candidates<>(candidates).tell((candidate) -> {
				ApplicationClearPlanner.this.gateway.requireName(candidate.instance(), candidate.kind(), cache.name(),
						false);
				requireWritable(candidate);
			});
			Holder only = (candidates.size() == 1) ? candidates.get(0) : null;
			if (only == null || only.cache().livesInMemcached()) {
				return TargetOutcome.plannedOnce(candidates.size());
			}
			return TargetOutcome.planned((only.kind() == InstanceKind.BASIC) ? CacheClearPlanner.UNLESS_CSRF : null,
					size(only.cache()));
		}

		/**
		 * Asks each instance once, whatever the number of its caches.
		 */
		private void requireWritable(Holder candidate) {
			this.refusals.computeIfAbsent(candidate.instance(), (instance) -> {
				try {
					ApplicationClearPlanner.this.gateway.requireWritable(this.application, instance, candidate.kind());
					return Optional.empty();
				}
				catch (ApiException ex) {
					return Optional.of(ex);
				}
			}).ifPresent((refusal) -> {
				throw refusal;
			});
		}

		private TargetOutcome clear(CacheName cache, List<Holder> candidates) {
			new Candidates<>(candidates).tell((candidate) -> clear(cache, candidate.instance()));
			return TargetOutcome.cleared(candidates.size());
		}

		private void clear(CacheName cache, ApplicationInstance instance) {
			if (this.silent.contains(instance)) {
				throw new ApiException(ProblemCode.TARGET_TIMEOUT,
						instance + " was not asked, as it has not answered before");
			}
			try {
				ApplicationClearPlanner.this.gateway.clear(this.application, instance, cache.name(), cache.manager());
			}
			catch (ApiException ex) {
				if (ex.code() == ProblemCode.OUTCOME_UNKNOWN || ex.code() == ProblemCode.TARGET_TIMEOUT) {
					this.silent.add(instance);
				}
				throw ex;
			}
		}

		/**
		 * Clears what an instance has for itself that was silent when the plan was made.
		 */
		private OperationTask clearanceOfAll(ApplicationInstance instance) {
			return new OperationTask(instance.id(), () -> {
				List<CacheReport> own = own(instance);
				return TargetOutcome.planned((long) own.size());
			}, () -> {
				List<CacheReport> own = own(instance);
				own.forEach((cache) -> clear(new CacheName(Objects.requireNonNull(cache.name()), cache.manager()),
						instance));
				return TargetOutcome.done(Sentence.of("cleared-own", Sentence.arguments("caches", own.size())));
			});
		}

		private List<CacheReport> own(ApplicationInstance instance) {
			List<CacheReport> caches = ApplicationClearPlanner.this.gateway.report(this.application, instance).caches();
			return (caches != null)
					? caches.stream().filter((cache) -> cache.name() != null && !cache.livesInMemcached()).toList()
					: List.of();
		}

	}

	private static void requireFew(List<OperationStep> steps) {
		int targets = steps.stream().mapToInt((step) -> step.tasks().size()).sum();
		if (targets > MAX_TARGETS) {
			throw new ApiException(ProblemCode.INVALID_BODY, "The application has " + targets
					+ " caches in its instances, more than " + MAX_TARGETS + "; clear them one by one");
		}
	}

	private static @Nullable Long size(CacheReport cache) {
		CacheStatistics statistics = cache.statistics();
		return (statistics != null) ? statistics.size() : null;
	}

	/**
	 * A cache in an instance.
	 *
	 * @param instance the instance
	 * @param kind whether it has the starter
	 * @param cache the cache
	 */
	private record Holder(ApplicationInstance instance, InstanceKind kind, CacheReport cache) {

	}

	/**
	 * What tells a cache from others of its application.
	 *
	 * @param name its name
	 * @param manager the name of its cache manager, if the instance tells
	 */
	private record CacheName(String name, @Nullable String manager) {

		/**
		 * Returns what the cache is called among the targets: with its manager, as others
		 * may have one of that name, and no longer than the database takes.
		 */
		private String id() {
			String id = (this.manager != null) ? this.name + "@" + this.manager : this.name;
			return (id.length() <= MAX_ID_LENGTH) ? id
					: id.substring(0, MAX_ID_LENGTH / 2) + "~" + Sha256.of(id).shortHex();
		}

	}

}
