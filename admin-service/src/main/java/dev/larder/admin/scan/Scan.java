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

package dev.larder.admin.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.job.BackgroundJob;
import dev.larder.admin.scan.ScanView.ServerProgress;
import dev.larder.admin.scan.ScanView.State;
import org.jspecify.annotations.Nullable;

/**
 * A scan of the servers of a cluster. Safe for use by several threads.
 */
public final class Scan implements BackgroundJob {

	private final String id;

	private final Cluster cluster;

	private final String user;

	private final Instant startedAt;

	private final ScanRequest request;

	private final ScanFindings findings;

	private final KeyTree tree;

	private final Map<String, Progress> progress = new LinkedHashMap<>();

	private volatile boolean cancelled;

	private volatile @Nullable Instant finishedAt;

	Scan(String id, Cluster cluster, String user, Instant startedAt, ScanRequest request) {
		this.id = id;
		this.cluster = cluster;
		this.user = user;
		this.startedAt = startedAt;
		this.request = request;
		this.findings = new ScanFindings(request.pattern(), request.keptKeys(), startedAt.getEpochSecond());
		this.tree = new KeyTree(this.findings);
		cluster.servers().forEach((server) -> this.progress.put(server.id(), new Progress()));
	}

	@Override
	public String id() {
		return this.id;
	}

	Cluster cluster() {
		return this.cluster;
	}

	public KeyTree tree() {
		return this.tree;
	}

	public ScanFindings findings() {
		return this.findings;
	}

	Progress progress(ClusterServer server) {
		Progress progress = this.progress.get(server.id());
		if (progress == null) {
			throw new IllegalArgumentException("No server of the cluster");
		}
		return progress;
	}

	@Override
	public void cancel() {
		this.cancelled = true;
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Ends the scan once all servers have ended.
	 * @param now the time
	 * @return whether it has ended by that
	 */
	synchronized boolean finish(Instant now) {
		if (this.finishedAt != null || this.progress.values().stream().anyMatch((one) -> one.state == State.RUNNING)) {
			return false;
		}
		this.finishedAt = now;
		return true;
	}

	@Override
	public @Nullable Instant finishedAt() {
		return this.finishedAt;
	}

	State state() {
		if (this.finishedAt == null) {
			return State.RUNNING;
		}
		Collection<Progress> all = this.progress.values();
		long succeeded = all.stream().filter((one) -> one.state == State.SUCCEEDED).count();
		if (succeeded == all.size()) {
			return State.SUCCEEDED;
		}
		if (this.cancelled) {
			return State.CANCELLED;
		}
		return (succeeded > 0) ? State.PARTLY_SUCCEEDED : State.FAILED;
	}

	public ScanView view() {
		List<ServerProgress> servers = servers();
		return new ScanView(this.id, this.cluster.name(), state(), this.request.prefix(), this.request.glob(),
				this.user, this.startedAt, this.finishedAt, completeness(servers), servers, this.findings.summary());
	}

	ScanEvents.ScanProgress progress() {
		State state = state();
		List<ServerProgress> servers = servers();
		return new ScanEvents.ScanProgress(this.id, state, this.finishedAt, completeness(servers), servers);
	}

	private List<ServerProgress> servers() {
		List<ServerProgress> servers = new ArrayList<>();
		this.progress.forEach((server, one) -> servers.add(one.view(server)));
		return servers;
	}

	/**
	 * memcached lists what it has while it changes, so that a list is never known to be
	 * complete.
	 */
	private static String completeness(List<ServerProgress> servers) {
		long seen = servers.stream().mapToLong(ServerProgress::seen).sum();
		long items = 0;
		for (ServerProgress server : servers) {
			if (server.items() == null) {
				return String.format("%,d seen; how many there are is not known", seen);
			}
			items += server.items();
		}
		return String.format("%,d seen of about %,d", seen, items);
	}

	/**
	 * How far the scan has come with a server.
	 */
	static final class Progress {

		private final AtomicLong seen = new AtomicLong();

		private volatile State state = State.RUNNING;

		private volatile @Nullable Long items;

		private volatile @Nullable TargetProblem problem;

		void expect(@Nullable Long items) {
			this.items = items;
		}

		void saw() {
			this.seen.incrementAndGet();
		}

		void end(State state, @Nullable TargetProblem problem) {
			this.problem = problem;
			this.state = state;
		}

		private ServerProgress view(String server) {
			return new ServerProgress(server, this.state, this.seen.get(), this.items, this.problem);
		}

	}

}
