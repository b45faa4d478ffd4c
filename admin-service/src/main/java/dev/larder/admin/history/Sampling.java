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

package dev.larder.admin.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.application.InstanceGateway;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.FanOut;

import org.springframework.stereotype.Component;

/**
 * Asks all servers and instances at once, each once, and makes figures of what they
 * answer. Used by one thread at a time.
 */
@Component
class Sampling {

	/**
	 * What warnings about rates are made of.
	 */
	private static final Duration RECENT = Duration.ofMinutes(5);

	private final FanOut fanOut;

	private final Clock clock = Clock.systemUTC();

	private final Duration interval;

	private final int quarantineAfter;

	private final Duration memory;

	private final ClusterCatalog clusterCatalog;

	private final ApplicationCatalog applicationCatalog;

	private final Followed<ClusterServer, ServerSample> servers = new Followed<>();

	private final Followed<ApplicationInstance, InstanceSample> instances = new Followed<>();

	private final ServerQuestions serverQuestions;

	private final InstanceQuestions instanceQuestions;

	private final Map<Subject, TimeAverages> recent = new HashMap<>();

	private Map<Subject, Failure> inherited = Map.of();

	Sampling(ClusterCatalog clusters, ServerGateway servers, ApplicationCatalog applications, InstanceGateway instances,
			FanOut fanOut, AdminProperties properties) {
		this.clusterCatalog = clusters;
		this.applicationCatalog = applications;
		this.fanOut = fanOut;
		this.interval = properties.history().interval();
		this.quarantineAfter = properties.history().quarantineAfter();
		this.memory = properties.warnings().memory();
		this.serverQuestions = new ServerQuestions(servers, this.clock);
		this.instanceQuestions = new InstanceQuestions(instances, this.clock);
	}

	/**
	 * Begins anew, after another instance of the service has asked.
	 * @param failures what that instance knew of who does not answer
	 */
	void restart(Map<Subject, Failure> failures) {
		this.recent.clear();
		this.servers.clear();
		this.instances.clear();
		this.inherited = failures;
	}

	/**
	 * Asks all who are not in quarantine.
	 * @return what is known now
	 */
	Snapshot take() {
		Instant begin = this.clock.instant();
		List<FollowedCluster> clusters = clusters();
		List<FollowedApplication> applications = applications();
		this.inherited = Map.of();
		List<FollowedTarget<?>> due = new ArrayList<>();
		this.servers.targets().filter((target) -> target.isDue(begin)).forEach(due::add);
		this.instances.targets().filter((target) -> target.isDue(begin)).forEach(due::add);
		List<Answer<Object>> answers = this.fanOut
			.<FollowedTarget<?>, Object>ask(due, FollowedTarget::id, FollowedTarget::ask)
			.results();
		Instant now = this.clock.instant();
		for (int i = 0; i < due.size(); i++) {
			due.get(i).answered(answers.get(i), now, this.quarantineAfter, now.minus(this.memory));
		}
		Map<Subject, Point> points = points(clusters, applications);
		return new Snapshot(now, clusters.stream().map(FollowedCluster::state).toList(),
				applications.stream().map(FollowedApplication::state).toList(), points, recent(points, now));
	}

	/**
	 * Returns the clusters with those servers that they have now.
	 */
	private List<FollowedCluster> clusters() {
		this.servers.begin();
		List<FollowedCluster> clusters = new ArrayList<>();
		for (Cluster cluster : this.clusterCatalog.clusters()) {
			clusters.add(new FollowedCluster(cluster,
					cluster.servers()
						.stream()
						.map((server) -> this.servers.follow(Subject.server(cluster.name(), server.id()), server,
								() -> restored(this.serverQuestions.target(cluster.name(), server))))
						.toList()));
		}
		return clusters;
	}

	/**
	 * Returns the applications with those instances that they have now.
	 */
	private List<FollowedApplication> applications() {
		this.instances.begin();
		List<FollowedApplication> applications = new ArrayList<>();
		for (ClientApplication application : this.applicationCatalog.applicationsWithDuplicates()) {
			applications.add(new FollowedApplication(application,
					application.instances()
						.stream()
						.map((instance) -> this.instances.follow(Subject.instance(application.name(), instance.id()),
								instance, () -> restored(this.instanceQuestions.target(application, instance))))
						.toList()));
		}
		return applications;
	}

	private <S> FollowedTarget<S> restored(FollowedTarget<S> target) {
		target.restore(this.inherited.get(target.subject()));
		return target;
	}

	private Map<Subject, Point> points(List<FollowedCluster> clusters, List<FollowedApplication> applications) {
		Map<Subject, Point> points = new LinkedHashMap<>();
		Map<String, Figures> polls = polls(applications);
		for (FollowedCluster cluster : clusters) {
			List<Point> servers = new ArrayList<>();
			for (int i = 0; i < cluster.targets().size(); i++) {
				FollowedTarget<ServerSample> target = cluster.targets().get(i);
				ServerSample sample = target.sample();
				if (sample != null && target.isFresh()) {
					Point point = sample.since(target.earlier(), this.interval)
						.plus(polls.getOrDefault(cluster.cluster().servers().get(i).address().name(), Figures.NONE));
					servers.add(point);
					points.put(target.subject(), point);
				}
			}
			if (!servers.isEmpty()) {
				points.put(Subject.cluster(cluster.cluster().name()), Points.total(servers));
			}
		}
		applications.forEach((application) -> addPoints(application, points));
		return points;
	}

	/**
	 * Returns the reads by which all instances learn of changes, by the address of the
	 * server, which instances and this service must know by the same name.
	 */
	private Map<String, Figures> polls(List<FollowedApplication> applications) {
		Map<String, Figures> polls = new HashMap<>();
		for (FollowedApplication application : applications) {
			for (FollowedTarget<InstanceSample> target : application.processes()) {
				InstanceSample sample = target.sample();
				if (sample != null) {
					sample.pollsSince(target.earlier(), this.interval)
						.forEach((server, figures) -> polls.merge(server, figures, Figures::plus));
				}
			}
		}
		return polls;
	}

	private void addPoints(FollowedApplication application, Map<Subject, Point> points) {
		String name = application.application().name();
		List<Point> instances = new ArrayList<>();
		Map<String, List<Point>> caches = new TreeMap<>();
		for (FollowedTarget<InstanceSample> target : application.processes()) {
			InstanceSample sample = target.sample();
			if (sample != null) {
				Map<String, Point> ofInstance = sample.since(target.earlier(), this.interval);
				ofInstance
					.forEach((cache, point) -> caches.computeIfAbsent(cache, (key) -> new ArrayList<>()).add(point));
				instances.add(sample.total(ofInstance.values(), target.earlier(), this.interval));
			}
		}
		if (!instances.isEmpty()) {
			points.put(Subject.application(name), Points.total(instances));
		}
		caches.forEach((cache, parts) -> points.put(Subject.cache(name, cache), Points.total(parts)));
	}

	private Map<Subject, Figures> recent(Map<Subject, Point> points, Instant now) {
		points.forEach((subject, point) -> this.recent
			.computeIfAbsent(subject, (key) -> new TimeAverages(Duration.ofMinutes(1)))
			.add(point));
		Map<Subject, Figures> figures = new HashMap<>();
		this.recent.forEach((subject, averages) -> {
			averages.forgetBefore(now.minus(RECENT));
			figures.put(subject, averages.overall());
		});
		this.recent.values().removeIf(TimeAverages::isEmpty);
		return figures;
	}

	private record FollowedCluster(Cluster cluster, List<FollowedTarget<ServerSample>> targets) {

		Snapshot.ClusterState state() {
			List<Snapshot.ServerState> states = new ArrayList<>();
			for (int i = 0; i < this.targets.size(); i++) {
				states.add(state(this.cluster.servers().get(i), this.targets.get(i)));
			}
			return new Snapshot.ClusterState(this.cluster, states);
		}

		private static Snapshot.ServerState state(ClusterServer server, FollowedTarget<ServerSample> target) {
			return new Snapshot.ServerState(server, target.subject(), target.sample(), target.failure(),
					target.events());
		}

	}

	private record FollowedApplication(ClientApplication application, List<FollowedTarget<InstanceSample>> targets) {

		/**
		 * Returns those that have just answered, each process once.
		 */
		List<FollowedTarget<InstanceSample>> processes() {
			Set<String> seen = new HashSet<>();
			return this.targets.stream().filter(FollowedTarget::isFresh).filter((target) -> {
				InstanceSample sample = target.sample();
				String identity = (sample != null) ? sample.report().instanceId() : null;
				return identity == null || seen.add(identity);
			}).toList();
		}

		Snapshot.ApplicationState state() {
			List<Snapshot.InstanceState> states = new ArrayList<>();
			Map<String, List<String>> names = new LinkedHashMap<>();
			for (int i = 0; i < this.targets.size(); i++) {
				Snapshot.InstanceState state = state(this.application.instances().get(i), this.targets.get(i));
				String identity = (state.sample() != null && state.failure() == null)
						? state.sample().report().instanceId() : null;
				List<String> ids = (identity != null) ? names.computeIfAbsent(identity, (key) -> new ArrayList<>())
						: new ArrayList<>();
				if (ids.isEmpty()) {
					states.add(state);
				}
				ids.add(state.instance().id());
			}
			return new Snapshot.ApplicationState(this.application, states,
					names.values()
						.stream()
						.filter((ids) -> ids.size() > 1)
						.map((ids) -> new Snapshot.Duplicate(ids.get(0), List.copyOf(ids.subList(1, ids.size()))))
						.toList());
		}

		private static Snapshot.InstanceState state(ApplicationInstance instance,
				FollowedTarget<InstanceSample> target) {
			return new Snapshot.InstanceState(instance, target.subject(), target.sample(), target.failure(),
					target.events());
		}

	}

}
