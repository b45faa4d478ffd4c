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
package dev.larder.admin.cluster;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.memcached.ServerAccess;
import dev.larder.admin.memcached.ServerAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The servers of clusters that have them found by a name. They are looked up again and
 * again, each source on a thread of its own, as one may take long. A source that fails
 * keeps the servers it had. Safe for use by several threads.
 */
final class ServerNames implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ServerNames.class);

	private static final Comparator<ClusterServer> BY_ADDRESS = Comparator
		.comparing((server) -> server.address().name());

	private final Clock clock;

	private final Map<ServerSource, Found> found = new ConcurrentHashMap<>();

	private final CountDownLatch resolved;

	private final List<ServerSource> sources;

	private final @Nullable ScheduledExecutorService executor;

	/**
	 * Begins to look up servers.
	 * @param sources find them
	 * @param interval how often to look them up
	 * @param clock tells the time
	 */
	ServerNames(Collection<? extends ServerSource> sources, Duration interval, Clock clock) {
		this.sources = List.copyOf(sources);
		this.clock = clock;
		this.resolved = new CountDownLatch(this.sources.size());
		this.executor = sources.isEmpty() ? null : start(interval);
	}

	private ScheduledExecutorService start(Duration interval) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("server-names-");
		threads.setDaemon(true);
		ScheduledExecutorService executor = Executors.newScheduledThreadPool(this.sources.size(), threads);
		for (ServerSource source : this.sources) {
			// It reports its failures itself
			var unused = executor.scheduleWithFixedDelay(() -> resolve(source), 0, interval.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		return executor;
	}

	/**
	 * Waits until all sources have been asked once, which may have failed.
	 * @param time how long to wait at most
	 */
	void await(Duration time) {
		try {
			if (!this.resolved.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The servers of {} are not known yet, as looking them up takes long", this.sources);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Looks up all servers now.
	 */
	void resolve() {
		this.sources.forEach(this::resolve);
	}

	private void resolve(ServerSource source) {
		Found before = find(source);
		Found now = look(source, before);
		if (this.found.put(source, now) == null) {
			this.resolved.countDown();
		}
	}

	private Found look(ServerSource source, Found before) {
		try {
			List<ClusterServer> servers = servers(source.servers());
			if (!servers.equals(before.servers())) {
				logger.info("The servers behind {} are {}", source, servers.stream().map(ClusterServer::id).toList());
			}
			return new Found(servers, source.resolution(this.clock.instant(), null));
		}
		catch (IOException | RuntimeException ex) {
			String reason = (ex instanceof IOException) ? String.valueOf(ex.getMessage())
					: "The servers behind " + source + " could not be looked up: " + ex;
			if (before.resolution().problem() == null || before.resolution().resolvedAt() == null) {
				logger.warn("{}; it is tried again", reason);
			}
			return new Found(before.servers(), source.resolution(before.resolution().resolvedAt(), reason));
		}
	}

	// What two servers would have the same name in URLs for is one
	private static List<ClusterServer> servers(List<ServerAddress> addresses) {
		Map<String, ClusterServer> servers = new TreeMap<>();
		for (ServerAddress address : addresses) {
			ClusterServer server = ClusterServer.of(address, ServerAccess.FREE);
			servers.putIfAbsent(server.id(), server);
		}
		return servers.values().stream().sorted(BY_ADDRESS).toList();
	}

	/**
	 * Returns what is known of a source.
	 * @param source the source
	 * @return its servers, none if they were never found
	 */
	Found find(ServerSource source) {
		Found found = this.found.get(source);
		return (found != null) ? found
				: new Found(List.of(), source.resolution(null, "The name has not been looked up yet"));
	}

	@Override
	public void close() {
		if (this.executor != null) {
			this.executor.shutdownNow();
		}
	}

	/**
	 * The servers that a source has found.
	 *
	 * @param servers the servers, by their addresses
	 * @param resolution how they were found
	 */
	record Found(List<ClusterServer> servers, Resolution resolution) {
	}

}
