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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.application.ApplicationInstance;
import dev.larder.admin.application.ClientApplication;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterServer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all clusters and applications after they were asked.
 *
 * @param takenAt when that was
 * @param clusters the clusters
 * @param applications the applications
 * @param points the new figures of those that have answered, and their sums
 * @param recent the average figures of the last minutes
 */
public record Snapshot(Instant takenAt, List<ClusterState> clusters, List<ApplicationState> applications,
		Map<Subject, Point> points, Map<Subject, Figures> recent) {

	/**
	 * Returns the average figures of the last minutes.
	 * @param subject whose
	 * @return the figures, perhaps none
	 */
	public Figures recent(Subject subject) {
		return this.recent.getOrDefault(subject, Figures.NONE);
	}

	/**
	 * Returns who does not answer.
	 * @return the failures
	 */
	Map<Subject, Failure> failures() {
		Map<Subject, Failure> failures = new LinkedHashMap<>();
		for (ClusterState cluster : this.clusters) {
			cluster.servers().forEach((server) -> add(failures, server.subject(), server.failure()));
		}
		for (ApplicationState application : this.applications) {
			application.instances().forEach((instance) -> add(failures, instance.subject(), instance.failure()));
		}
		return failures;
	}

	private static void add(Map<Subject, Failure> failures, Subject subject, @Nullable Failure failure) {
		if (failure != null) {
			failures.put(subject, failure);
		}
	}

	/**
	 * What is known of a cluster.
	 *
	 * @param cluster the cluster
	 * @param servers its servers
	 */
	public record ClusterState(Cluster cluster, List<ServerState> servers) {
	}

	/**
	 * What is known of a server.
	 *
	 * @param server the server
	 * @param subject the server as a subject
	 * @param sample what it answered last, or {@code null} if it never did
	 * @param failure that it does not answer now, or {@code null} if it does
	 * @param events what happened lately
	 */
	public record ServerState(ClusterServer server, Subject subject, @Nullable ServerSample sample,
			@Nullable Failure failure, List<Event> events) {

		/**
		 * Returns the youngest age at which items were evicted lately.
		 * @return seconds since their last use, or {@code null} if that is unknown, or
		 * nothing was evicted
		 */
		public @Nullable Long evictedTime() {
			return (this.sample != null) ? ServerQuestions.evictedTime(this.sample) : null;
		}

	}

	/**
	 * What is known of an application.
	 *
	 * @param application the application
	 * @param instances its instances, each process once
	 * @param duplicates the processes that have several names
	 */
	public record ApplicationState(ClientApplication application, List<InstanceState> instances,
			List<Duplicate> duplicates) {
	}

	/**
	 * A process that is known under several names.
	 *
	 * @param id the name of the instance under which it counts
	 * @param otherIds its other names
	 */
	public record Duplicate(String id, List<String> otherIds) {
	}

	/**
	 * What is known of an instance.
	 *
	 * @param instance the instance
	 * @param subject the instance as a subject
	 * @param sample what it answered last, or {@code null} if it never did
	 * @param failure that it does not answer now, or {@code null} if it does
	 * @param events what happened lately
	 */
	public record InstanceState(ApplicationInstance instance, Subject subject, @Nullable InstanceSample sample,
			@Nullable Failure failure, List<Event> events) {
	}

}
