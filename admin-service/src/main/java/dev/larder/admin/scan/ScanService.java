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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.cluster.Cluster;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.fanout.OutOfMemoryExit;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.job.RecentJobs;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.scan.ScanView.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/**
 * Scans clusters: all servers of a cluster at the same time, each server for one scan at
 * a time. Scans are kept in memory, the newest ten for half an hour, by the instance of
 * the service that ran them.
 */
@Service
public class ScanService implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(ScanService.class);

	private static final int MAX_RUNNING = 4;

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final AuditTrail auditTrail;

	private final CurrentScope scope;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("scan-");

	private final RecentJobs<Scan> scans = new RecentJobs<>();

	private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

	ScanService(ClusterCatalog catalog, ServerGateway gateway, AuditTrail auditTrail, CurrentScope scope) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.auditTrail = auditTrail;
		this.scope = scope;
		this.executor.setDaemon(true);
	}

	/**
	 * Begins a scan.
	 * @param clusterName the name of the cluster
	 * @param request which keys to list
	 * @param user for whom
	 * @return the scan
	 */
	public Scan start(String clusterName, ScanRequest request, Authentication user) {
		Cluster cluster = this.catalog.cluster(clusterName);
		Scan scan = new Scan(UUID.randomUUID().toString(), cluster, user.getName(), Instant.now(), request);
		this.scans.add(scan, ScanService::admit);
		audit(user, scan, "STARTED");
		for (ClusterServer server : cluster.servers()) {
			this.executor.execute(() -> run(scan, server, user));
		}
		return scan;
	}

	private static void admit(List<Scan> running) {
		if (running.size() >= MAX_RUNNING) {
			throw new ApiException(ProblemCode.TARGET_BUSY,
					MAX_RUNNING + " scans are running; wait until one has ended, or cancel one");
		}
	}

	/**
	 * Returns a scan.
	 * @param id its id
	 * @return the scan
	 * @throws ApiException if there is none, or not any more, or its cluster is out of
	 * the user's scope
	 */
	public Scan find(String id) {
		Scan scan = this.scans.find(id);
		if (scan == null || !this.scope.get().includesCluster(scan.cluster().name())) {
			throw new ApiException(ProblemCode.UNKNOWN_SCAN,
					"There is no scan '" + id + "', or not any more, or another instance of this service runs it");
		}
		return scan;
	}

	/**
	 * Returns the scans of clusters in the user's scope.
	 * @return the scans, the newest first
	 */
	public List<Scan> newestFirst() {
		AccessScope visible = this.scope.get();
		return this.scans.newestFirst()
			.stream()
			.filter((scan) -> visible.includesCluster(scan.cluster().name()))
			.toList();
	}

	private void run(Scan scan, ClusterServer server, Authentication user) {
		Scan.Progress progress = scan.progress(server);
		try {
			scan(scan, server, progress);
			progress.end(scan.isCancelled() ? State.CANCELLED : State.SUCCEEDED, null);
		}
		catch (ApiException ex) {
			progress.end(State.FAILED, TargetProblem.of(ex));
		}
		catch (RuntimeException | Error ex) {
			OutOfMemoryExit.check(ex);
			logger.error("The scan of {} failed", server.id(), ex);
			progress.end(State.FAILED, TargetProblem
				.of(new ApiException(ProblemCode.INTERNAL_ERROR, "The scan failed; the log of the service says why")));
		}
		finally {
			if (scan.finish(Instant.now())) {
				audit(user, scan, scan.state().name());
			}
		}
	}

	private void scan(Scan scan, ClusterServer server, Scan.Progress progress) {
		progress.expect(this.gateway.items(server));
		Semaphore turn = this.servers.computeIfAbsent(server.id(), (id) -> new Semaphore(1, true));
		turn.acquireUninterruptibly();
		try {
			ScanFindings findings = scan.findings();
			Generations generations = new Generations(this.gateway, server,
					(item, unreachable) -> findings.add(item, server.id(), unreachable));
			try {
				this.gateway.listKeys(server, (item) -> {
					progress.saw();
					if (findings.wants(item)) {
						generations.judge(item);
					}
					else {
						findings.add(item, server.id(), null);
					}
					return !scan.isCancelled();
				});
			}
			finally {
				generations.judgeRest();
			}
		}
		finally {
			turn.release();
		}
	}

	private void audit(Authentication user, Scan scan, String outcome) {
		Map<String, Object> data = new HashMap<>();
		data.put("cluster", scan.cluster().name());
		data.put("scan", scan.id());
		data.put("seen", scan.findings().seen());
		data.put("outcome", outcome);
		if (outcome.equals("STARTED")) {
			this.auditTrail.record(user, AuditTypes.KEY_SCAN, data);
		}
		else {
			this.auditTrail.recordIfPossible(user, AuditTypes.KEY_SCAN, data);
		}
	}

	@Override
	public void destroy() {
		this.scans.cancelAll();
		this.executor.close();
	}

}
