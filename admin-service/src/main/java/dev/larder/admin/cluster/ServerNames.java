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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.memcached.ServerAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.function.ThrowingFunction;

/**
 * The servers behind DNS names: one for each address of a name. Names are looked up again
 * and again, on a thread of their own, as a resolver may take long. A name that cannot be
 * resolved any more keeps the servers it had. Safe for use by several threads.
 * <p>
 * The virtual machine itself remembers addresses for 30 seconds
 * ({@code networkaddress.cache.ttl}), so that shorter intervals find nothing new.
 */
final class ServerNames implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ServerNames.class);

	private static final Comparator<ClusterServer> BY_ADDRESS = Comparator
		.comparing((server) -> server.address().name());

	private final ThrowingFunction<String, InetAddress[]> resolver;

	private final Clock clock;

	private final Map<ServerAddress, Found> found = new ConcurrentHashMap<>();

	private final CountDownLatch resolved = new CountDownLatch(1);

	private final List<ServerAddress> names;

	private final @Nullable ScheduledExecutorService executor;

	/**
	 * Begins to look up names.
	 * @param names the names, with the port of their servers
	 * @param interval how often to look them up
	 * @param resolver returns the addresses of a name
	 * @param clock tells the time
	 */
	ServerNames(Collection<ServerAddress> names, Duration interval, ThrowingFunction<String, InetAddress[]> resolver,
			Clock clock) {
		this.names = List.copyOf(names);
		this.resolver = resolver;
		this.clock = clock;
		this.executor = names.isEmpty() ? null : start(interval);
	}

	private ScheduledExecutorService start(Duration interval) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("dns-");
		threads.setDaemon(true);
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
		// It reports its failures itself
		var unused = executor.scheduleWithFixedDelay(this::resolve, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
		return executor;
	}

	/**
	 * Waits until all names have been looked up once, which may have failed.
	 * @param time how long to wait at most
	 */
	void await(Duration time) {
		if (this.executor == null) {
			return;
		}
		try {
			if (!this.resolved.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The servers of {} are not known yet, as the resolver takes long", this.names);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Looks up all names now.
	 */
	void resolve() {
		this.names.forEach(this::resolve);
		this.resolved.countDown();
	}

	private void resolve(ServerAddress name) {
		Found before = find(name);
		try {
			List<ClusterServer> servers = Arrays.stream(this.resolver.applyWithException(name.host()))
				.map((address) -> ClusterServer.of(new ServerAddress(address.getHostAddress(), name.port())))
				.distinct()
				.sorted(BY_ADDRESS)
				.toList();
			if (!servers.equals(before.servers())) {
				logger.info("The servers behind {} are {}", name, servers.stream().map(ClusterServer::id).toList());
			}
			this.found.put(name, new Found(servers, new Resolution(name.name(), this.clock.instant(), null)));
		}
		catch (Exception ex) {
			String reason = (ex instanceof UnknownHostException) ? "The name " + name.host() + " is not known"
					: "The name " + name.host() + " could not be looked up: " + ex;
			if (before.resolution().problem() == null || before.resolution().resolvedAt() == null) {
				logger.warn("{}; it is tried again", reason);
			}
			this.found.put(name,
					new Found(before.servers(), new Resolution(name.name(), before.resolution().resolvedAt(), reason)));
		}
	}

	/**
	 * Returns what is known of a name.
	 * @param name the name
	 * @return its servers, none if it has never been resolved
	 */
	Found find(ServerAddress name) {
		Found found = this.found.get(name);
		return (found != null) ? found
				: new Found(List.of(), new Resolution(name.name(), null, "The name has not been looked up yet"));
	}

	@Override
	public void close() {
		if (this.executor != null) {
			this.executor.shutdownNow();
		}
	}

	/**
	 * The servers behind a name.
	 *
	 * @param servers the servers, by their addresses
	 * @param resolution how they were found
	 */
	record Found(List<ClusterServer> servers, Resolution resolution) {
	}

}
