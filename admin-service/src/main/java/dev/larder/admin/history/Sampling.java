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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
import org.jspecify.annotations.Nullable;

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

	private final List<FollowedCluster> clusters;

	private final List<FollowedApplication> applications;

	private final Map<Subject, TimeAverages> recent = new HashMap<>();

	Sampling(ClusterCatalog clusters, ServerGateway servers, ApplicationCatalog applications, InstanceGateway instances,
			FanOut fanOut, AdminProperties properties) {
		this.fanOut = fanOut;
		this.interval = properties.history().interval();
		this.quarantineAfter = properties.history().quarantineAfter();
		this.memory = properties.warnings().memory();
		ServerQuestions serverQuestions = new ServerQuestions(servers, this.clock);
		InstanceQuestions instanceQuestions = new InstanceQuestions(instances, this.clock);
		this.clusters = clusters.clusters()
			.stream()
			.map((cluster) -> FollowedCluster.of(cluster, serverQuestions))
			.toList();
		this.applications = applications.applications()
			.stream()
			.map((application) -> FollowedApplication.of(application, instanceQuestions))
			.toList();
	}

	/**
	 * Begins anew, after another instance of the service has asked.
	 * @param failures what that instance knew of who does not answer
	 */
	void restart(Map<Subject, Failure> failures) {
		this.recent.clear();
		targets().forEach((target) -> {
			target.forget();
			target.restore(failures.get(target.subject()));
		});
	}

	/**
	 * Asks all who are not in quarantine.
	 * @return what is known now
	 */
	Snapshot take() {
		Instant begin = this.clock.instant();
		List<FollowedTarget<?>> due = targets().filter((target) -> target.isDue(begin)).toList();
		List<Answer<Object>> answers = this.fanOut
			.<FollowedTarget<?>, Object>ask(due, FollowedTarget::id, FollowedTarget::ask)
			.results();
		Instant now = this.clock.instant();
		for (int i = 0; i < due.size(); i++) {
			due.get(i).answered(answers.get(i), now, this.quarantineAfter, now.minus(this.memory));
		}
		Map<Subject, Point> points = points();
		return new Snapshot(now, this.clusters.stream().map(FollowedCluster::state).toList(),
				this.applications.stream().map(FollowedApplication::state).toList(), points, recent(points, now));
	}

	private Stream<FollowedTarget<?>> targets() {
		return Stream.concat(this.clusters.stream().flatMap((cluster) -> cluster.targets().stream()),
				this.applications.stream().flatMap((application) -> application.targets().stream()));
	}

	private Map<Subject, Point> points() {
		Map<Subject, Point> points = new LinkedHashMap<>();
		for (FollowedCluster cluster : this.clusters) {
			List<Point> servers = new ArrayList<>();
			for (FollowedTarget<ServerSample> target : cluster.targets()) {
				ServerSample sample = target.sample();
				if (sample != null && target.isFresh()) {
					Point point = sample.since(target.earlier(), this.interval);
					servers.add(point);
					points.put(target.subject(), point);
				}
			}
			if (!servers.isEmpty()) {
				points.put(Subject.cluster(cluster.cluster().name()), Points.total(servers));
			}
		}
		this.applications.forEach((application) -> addPoints(application, points));
		return points;
	}

	private void addPoints(FollowedApplication application, Map<Subject, Point> points) {
		String name = application.application().name();
		List<Point> instances = new ArrayList<>();
		Map<String, List<Point>> caches = new TreeMap<>();
		for (FollowedTarget<InstanceSample> target : application.targets()) {
			InstanceSample sample = target.sample();
			if (sample != null && target.isFresh()) {
				Map<String, Point> ofInstance = sample.since(target.earlier(), this.interval);
				ofInstance
					.forEach((cache, point) -> caches.computeIfAbsent(cache, (key) -> new ArrayList<>()).add(point));
				instances.add(ofInstance.isEmpty()
						? new Point(sample.takenAt().minus(this.interval), sample.takenAt(), Figures.NONE)
						: Points.sum(ofInstance.values()));
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

		static FollowedCluster of(Cluster cluster, ServerQuestions questions) {
			return new FollowedCluster(cluster,
					cluster.servers().stream().map((server) -> questions.target(cluster.name(), server)).toList());
		}

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

		static FollowedApplication of(ClientApplication application, InstanceQuestions questions) {
			return new FollowedApplication(application,
					application.instances()
						.stream()
						.map((instance) -> questions.target(application, instance))
						.toList());
		}

		Snapshot.ApplicationState state() {
			List<Snapshot.InstanceState> states = new ArrayList<>();
			for (int i = 0; i < this.targets.size(); i++) {
				states.add(state(this.application.instances().get(i), this.targets.get(i)));
			}
			return new Snapshot.ApplicationState(this.application, states);
		}

		private static Snapshot.InstanceState state(ApplicationInstance instance,
				FollowedTarget<InstanceSample> target) {
			return new Snapshot.InstanceState(instance, target.subject(), target.sample(), target.failure(),
					target.events());
		}

	}

}
