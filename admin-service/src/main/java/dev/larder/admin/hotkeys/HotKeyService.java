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

package dev.larder.admin.hotkeys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;
import dev.larder.admin.cluster.ClusterCatalog;
import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.cluster.StatValues;
import dev.larder.admin.fanout.OutOfMemoryExit;
import dev.larder.admin.fanout.TargetProblem;
import dev.larder.admin.job.RecentJobs;
import dev.larder.admin.memcached.FetchWatch;
import dev.larder.admin.memcached.MemcachedException;
import dev.larder.admin.memcached.StatsGroup;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/**
 * Watches which keys of a server are read most, one watch a server at a time. What was
 * seen is kept in memory, of the newest ten for half an hour, by the instance of the
 * service that watched.
 */
@Service
public class HotKeyService implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(HotKeyService.class);

	private final ClusterCatalog catalog;

	private final ServerGateway gateway;

	private final AuditTrail auditTrail;

	private final CurrentScope scope;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("hot-keys-");

	private final RecentJobs<HotKeyWatch> watches = new RecentJobs<>();

	HotKeyService(ClusterCatalog catalog, ServerGateway gateway, AuditTrail auditTrail, CurrentScope scope) {
		this.catalog = catalog;
		this.gateway = gateway;
		this.auditTrail = auditTrail;
		this.scope = scope;
		this.executor.setDaemon(true);
	}

	/**
	 * Begins a watch.
	 * @param cluster the name of the cluster
	 * @param serverId the id of the server
	 * @param time how long to watch
	 * @param user for whom
	 * @return the watch
	 * @throws ApiException if the server is being watched, or lets nobody watch
	 */
	public HotKeyWatch start(String cluster, String serverId, Duration time, Authentication user) {
		ClusterServer server = this.catalog.server(cluster, serverId);
		HotKeyWatch watch = new HotKeyWatch(UUID.randomUUID().toString(), cluster, server, user.getName(),
				Instant.now());
		this.watches.add(watch, (running) -> admit(watch, running));
		try {
			this.auditTrail.record(user, AuditTypes.HOT_KEY_WATCH, data(watch, "STARTED"));
			Long dropped = dropped(server);
			FetchWatch fetches = this.gateway.watchFetches(server, time);
			this.executor.execute(() -> run(watch, fetches, dropped, user));
			return watch;
		}
		catch (RuntimeException ex) {
			this.watches.remove(watch);
			throw ex;
		}
	}

	private static void admit(HotKeyWatch watch, List<HotKeyWatch> running) {
		if (running.stream().anyMatch((one) -> one.server().equals(watch.server()))) {
			throw new ApiException(ProblemCode.TARGET_BUSY, watch.server().id() + " is being watched already");
		}
		if (running.size() >= RecentJobs.MAX_KEPT) {
			throw new ApiException(ProblemCode.TARGET_BUSY,
					RecentJobs.MAX_KEPT + " servers are being watched; wait a little");
		}
	}

	/**
	 * Returns a watch.
	 * @param id its id
	 * @return the watch
	 * @throws ApiException if there is none, or not any more, or its cluster is out of
	 * the user's scope
	 */
	public HotKeyWatch find(String id) {
		HotKeyWatch watch = this.watches.find(id);
		if (watch == null || !this.scope.get().includesCluster(watch.cluster())) {
			throw new ApiException(ProblemCode.UNKNOWN_WATCH,
					"There is no watch '" + id + "', or not any more, or another instance of this service runs it");
		}
		return watch;
	}

	private void run(HotKeyWatch watch, FetchWatch fetches, @Nullable Long droppedBefore, Authentication user) {
		TargetProblem problem = null;
		try (fetches) {
			fetches.forEach(watch::add);
		}
		catch (MemcachedException ex) {
			problem = TargetProblem
				.of(new ApiException(ProblemCode.TARGET_FAILED, String.valueOf(ex.getMessage()), Map.of(), ex));
		}
		catch (RuntimeException | Error ex) {
			OutOfMemoryExit.check(ex);
			logger.error("The watch of {} failed", watch.server().id(), ex);
			problem = TargetProblem
				.of(new ApiException(ProblemCode.INTERNAL_ERROR, "The watch failed; the log of the service says why"));
		}
		finally {
			watch.end(Instant.now(), droppedSince(watch.server(), droppedBefore), problem);
			this.auditTrail.recordIfPossible(user, AuditTypes.HOT_KEY_WATCH,
					data(watch, watch.view(0, HotKeyQuery.USUAL).state().name()));
		}
	}

	private @Nullable Long droppedSince(ClusterServer server, @Nullable Long before) {
		Long now = dropped(server);
		return (now != null && before != null) ? Long.valueOf(Math.max(0, now - before)) : null;
	}

	/**
	 * Returns how many lines the server has lost of all its watches, which the watches
	 * themselves do not show.
	 */
	private @Nullable Long dropped(ClusterServer server) {
		try {
			return StatValues.number(this.gateway.stats(server, StatsGroup.GENERAL).get("log_worker_dropped"));
		}
		catch (ApiException ex) {
			return null;
		}
	}

	private static Map<String, Object> data(HotKeyWatch watch, String outcome) {
		return Map.of("cluster", watch.cluster(), "server", watch.server().id(), "watch", watch.id(), "outcome",
				outcome);
	}

	@Override
	public void destroy() {
		this.watches.cancelAll();
		this.executor.close();
	}

}
