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
import java.util.Set;
import java.util.stream.Collectors;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.application.InstanceKind;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Clears a cache in some or all instances of an application. One that they share in
 * memcached is cleared once, through one of them: the others see it by the new
 * generation.
 */
@Component
class CacheClearPlanner implements OperationPlanner {

	/**
	 * What is not known before it is tried.
	 */
	static final Sentence UNLESS_CSRF = Sentence.of("cleared-unless-csrf");

	private final ApplicationCatalog catalog;

	private final InstanceGateway gateway;

	private final FanOut fanOut;

	CacheClearPlanner(ApplicationCatalog catalog, InstanceGateway gateway, FanOut fanOut) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.fanOut = fanOut;
	}

	@Override
	public OperationType type() {
		return OperationType.CACHE_CLEAR;
	}

	@Override
	public OperationPlan plan(OperationTarget target) {
		target.requireOnly(type(), "application", "cache", "manager", "instances");
		ClientApplication application = this.catalog
			.application(OperationTarget.required(target.application(), "application", type()));
		String cache = OperationTarget.required(target.cache(), "cache", type());
		List<ApplicationInstance> instances = instances(application, target.instances());
		return new Clearing(application, instances, cache, target.manager()).plan();
	}

	private static List<ApplicationInstance> instances(ClientApplication application, @Nullable List<String> wanted) {
		if (wanted == null) {
			return application.instances();
		}
		Set<String> known = application.instances().stream().map(ApplicationInstance::id).collect(Collectors.toSet());
		for (String id : wanted) {
			if (!known.contains(id)) {
				throw new ApiException(ProblemCode.UNKNOWN_INSTANCE, "There is no instance '" + id
						+ "' of the application '" + application.name() + "'; there are: " + known);
			}
		}
		if (wanted.isEmpty()) {
			throw new ApiException(ProblemCode.INVALID_BODY,
					"'target.instances' is empty; leave it out to mean all instances");
		}
		return application.instances().stream().filter((instance) -> wanted.contains(instance.id())).toList();
	}

	/**
	 * Clears a cache of an application.
	 */
	private final class Clearing {

		private final ClientApplication application;

		private final List<ApplicationInstance> instances;

		private final String cache;

		private final @Nullable String manager;

		Clearing(ClientApplication application, List<ApplicationInstance> instances, String cache,
				@Nullable String manager) {
			this.application = application;
			this.instances = instances;
			this.cache = cache;
			this.manager = manager;
		}

		OperationPlan plan() {
			Map<String, Object> target = new LinkedHashMap<>();
			target.put("application", this.application.name());
			target.put("cache", this.cache);
			if (this.manager != null) {
				target.put("manager", this.manager);
			}
			target.put("instances", this.instances.stream().map(ApplicationInstance::id).toList());
			List<OperationTask> tasks = targets().stream()
				.map((cleared) -> new OperationTask(cleared.id(), () -> preview(cleared), () -> clear(cleared)))
				.toList();
			return new OperationPlan(type(), target, null, List.of(new OperationStep(tasks)));
		}

		/**
		 * Returns what has to be cleared: the cache of each instance that has its own,
		 * and once the one that all others share in memcached. An instance that does not
		 * answer shares it as well, if there is one.
		 */
		private List<Target> targets() {
			Answers<Found> answers = CacheClearPlanner.this.fanOut.ask(this.instances, ApplicationInstance::id,
					this::find);
			List<ApplicationInstance> sharing = new ArrayList<>();
			List<ApplicationInstance> silent = new ArrayList<>();
			List<Target> targets = new ArrayList<>();
			for (int i = 0; i < this.instances.size(); i++) {
				ApplicationInstance instance = this.instances.get(i);
				Answer<Found> answer = answers.results().get(i);
				Found found = answer.data();
				List<CacheReport> caches = (found != null) ? found.caches() : List.of();
				if (!caches.isEmpty() && caches.stream().allMatch(CacheReport::livesInMemcached)) {
					sharing.add(instance);
					continue;
				}
				if (caches.isEmpty() && !hasNoSuchCache(answer)) {
					silent.add(instance);
				}
				targets.add(new Target(List.of(instance), found, 1, false));
			}
			if (!sharing.isEmpty()) {
				targets.removeIf((target) -> silent.contains(target.instances().get(0)));
				targets.add(0, new Target(sharing, null, sharing.size() + silent.size(), true));
			}
			return targets;
		}

		private Found find(ApplicationInstance instance) {
			InstanceReport report = CacheClearPlanner.this.gateway.report(this.application, instance);
			List<CacheReport> caches = report.caches(this.cache, this.manager);
			if (caches.isEmpty()) {
				throw new ApiException(ProblemCode.UNKNOWN_CACHE, instance + " has no cache '" + this.cache + "'");
			}
			return new Found(report.kind(), caches);
		}

		/**
		 * Finds out whether one of the instances would clear the cache, and how many
		 * entries there are, if it tells: of what is in memcached nobody knows.
		 */
		private TargetOutcome preview(Target target) {
			Found found = target.found();
			if (found == null) {
				new Candidates<>(target.instances()).tell((instance) -> requireClearable(instance, find(instance)));
				return target.shared() ? TargetOutcome.plannedOnce(target.sharers()) : TargetOutcome.planned(null);
			}
			requireClearable(target.instances().get(0), found);
			return TargetOutcome.planned((found.kind() == InstanceKind.BASIC) ? UNLESS_CSRF : null,
					size(found.caches()));
		}

		private void requireClearable(ApplicationInstance instance, Found found) {
			CacheClearPlanner.this.gateway.requireName(instance, found.kind(), this.cache, found.caches().size() > 1);
			CacheClearPlanner.this.gateway.requireWritable(this.application, instance, found.kind());
		}

		private static @Nullable Long size(List<CacheReport> caches) {
			List<Long> sizes = caches.stream()
				.map(CacheReport::statistics)
				.filter(Objects::nonNull)
				.map(CacheStatistics::size)
				.filter(Objects::nonNull)
				.toList();
			return (!caches.isEmpty() && sizes.size() == caches.size())
					? Long.valueOf(sizes.stream().mapToLong(Long::longValue).sum()) : null;
		}

		/**
		 * Clears a cache through the first of its instances that can.
		 */
		private TargetOutcome clear(Target target) {
			new Candidates<>(target.instances()).tell((instance) -> CacheClearPlanner.this.gateway
				.clear(this.application, instance, this.cache, this.manager));
			return TargetOutcome.cleared(target.sharers());
		}

	}

	private static boolean hasNoSuchCache(Answer<?> answer) {
		return answer.problem() != null && answer.problem().code().equals(ProblemCode.UNKNOWN_CACHE.code());
	}

	/**
	 * What an instance tells of a cache.
	 *
	 * @param kind whether it has the starter
	 * @param caches the cache, or several of that name in several cache managers
	 */
	private record Found(InstanceKind kind, List<CacheReport> caches) {

	}

	/**
	 * A cache, and the instances through any of which it can be cleared.
	 *
	 * @param instances the instances, at least one
	 * @param found what the only instance tells of it, if it does
	 * @param sharers how many instances have the cache, with those that do not answer
	 * @param shared whether the cache is in memcached
	 */
	private record Target(List<ApplicationInstance> instances, @Nullable Found found, int sharers, boolean shared) {

		String id() {
			return this.instances.get(0).id();
		}

	}

}
