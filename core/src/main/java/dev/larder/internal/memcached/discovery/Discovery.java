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

package dev.larder.internal.memcached.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.larder.connection.DiscoverySettings;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the servers of a cluster from time to time, in a thread of its own. As long as
 * a look-up fails, the servers found before stay. Thread-safe.
 */
public final class Discovery implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Discovery.class);

	private final ThrottledLog log = new ThrottledLog(logger);

	private final MemcachedCluster cluster;

	private final List<NodeAddress> names;

	private final ServerLookup lookup;

	private final DiscoverySettings settings;

	private final Duration patience;

	private final CountDownLatch first = new CountDownLatch(1);

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Discovery::thread);

	private volatile @Nullable Failure failure;

	private Discovery(MemcachedCluster cluster, List<NodeAddress> names, ServerLookup lookup,
			DiscoverySettings settings, Duration patience) {
		this.cluster = cluster;
		this.names = names;
		this.lookup = lookup;
		this.settings = settings;
		this.patience = patience;
	}

	/**
	 * Creates the discovery of the servers of a cluster, without starting it.
	 * @param cluster the cluster, whose servers come and go
	 * @param names the names by which they are found
	 * @param settings how they are found
	 * @param node how servers are spoken to
	 * @return the discovery
	 */
	public static Discovery of(MemcachedCluster cluster, List<NodeAddress> names, DiscoverySettings settings,
			NodeSettings node) {
		ServerLookup lookup = switch (settings.mode()) {
			case DNS -> new DnsLookup(names, InetAddress::getAllByName);
			case ELASTICACHE -> new ConfigurationEndpoint(names, node.dialer(), node.connectTimeout());
			case STATIC -> () -> names;
		};
		return of(cluster, names, lookup, settings, node);
	}

	static Discovery of(MemcachedCluster cluster, List<NodeAddress> names, ServerLookup lookup,
			DiscoverySettings settings, NodeSettings node) {
		return new Discovery(cluster, names, lookup, settings,
				node.connectTimeout().plus(node.operationTimeout().multipliedBy(3)));
	}

	/**
	 * Starts to look up servers, and waits a moment until they were found.
	 */
	public void start() {
		var unused = this.executor.scheduleWithFixedDelay(this::lookQuietly, 0, this.settings.interval().toMillis(),
				TimeUnit.MILLISECONDS);
		try {
			if (!this.first.await(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The memcached servers of " + text() + " are not found yet; until then nothing is cached"
						+ " there");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void lookQuietly() {
		try {
			look();
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.log.warn("look", () -> "The memcached servers of " + text() + " could not be looked up", ex);
		}
		finally {
			this.first.countDown();
		}
	}

	/**
	 * Looks up the servers once. Blocks.
	 */
	void look() {
		List<NodeAddress> found;
		try {
			found = this.lookup.servers();
		}
		catch (IOException ex) {
			Failure before = this.failure;
			this.failure = new Failure((before != null) ? before.since() : Instant.now(),
					String.valueOf(ex.getMessage()));
			this.log.warn("lookup", () -> "The memcached servers of " + text() + " cannot be looked up: "
					+ ex.getMessage() + "; those found before stay");
			return;
		}
		this.failure = null;
		String before = servers();
		settle(found);
		String after = servers();
		if (!before.equals(after)) {
			logger.info("The memcached servers of " + text() + " are now " + after);
		}
	}

	private void settle(List<NodeAddress> found) {
		try {
			this.cluster.found(found).get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			// The polls go on with it
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String servers() {
		return this.cluster.nodes().stream().map(MemcachedNode::toString).collect(Collectors.joining(", "));
	}

	private String text() {
		return this.names.stream().map(NodeAddress::name).collect(Collectors.joining(", "));
	}

	/**
	 * Returns what to do about servers that cannot be looked up.
	 * @return the advice as a sentence, or {@code null} if they can
	 */
	public @Nullable String advice() {
		Failure failure = this.failure;
		return (failure == null) ? null
				: "The memcached servers of " + text() + " cannot be looked up since "
						+ failure.since().truncatedTo(ChronoUnit.SECONDS) + ": " + failure.message()
						+ ". Servers that have come or gone meanwhile are not noticed. Check the name, and "
						+ "'larder.memcached.discovery.mode'.";
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "larder-memcached-discovery");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * A look-up that failed.
	 *
	 * @param since when the first of those in a row did
	 * @param message why the last did
	 */
	private record Failure(Instant since, String message) {

	}

}
