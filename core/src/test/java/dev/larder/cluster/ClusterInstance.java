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
package dev.larder.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedInsides;
import dev.larder.cache.MemcachedSettings;
import dev.larder.entry.Compression;
import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;
import dev.larder.serializer.ValueSerializer;
import dev.larder.test.memcached.MemcachedServer;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * One instance of an application, with a client of its own and the one cache
 * {@code products}.
 */
final class ClusterInstance implements AutoCloseable {

	private static final String CACHE = "products";

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

	private final String name;

	private final Map<String, PausableClient> clients = new ConcurrentHashMap<>();

	private final ForkJoinPool executor = new ForkJoinPool(4);

	private final LarderCacheManager cacheManager;

	private final MemcachedCluster cluster;

	private final Coherence coherence;

	private final LarderCache cache;

	private volatile long errorsOvercome;

	/**
	 * Starts an instance.
	 * @param name what it is called in messages
	 * @param addresses the servers
	 * @param settings how the cache behaves
	 * @param serializer writes and reads the values
	 * @param operationTimeout how long the client waits for a server
	 * @param pollInterval the time from one poll to the next
	 */
	ClusterInstance(String name, List<NodeAddress> addresses, CacheSettings settings, ValueSerializer serializer,
			Duration operationTimeout, Duration pollInterval) {
		this.name = name;
		LarderCacheManager.Builder builder = LarderCacheManager.builder()
			.withCacheConfiguration(CACHE,
					settings.withSerializer(serializer).withCompression(Compression.NONE, DataSize.ofBytes(0)))
			.memcached(MemcachedSettings
				.servers(addresses.stream().map((node) -> node.name() + ":" + node.weight()).toArray(String[]::new))
				.withKeyPrefix("test")
				.withOperationTimeout(operationTimeout)
				.withPollInterval(pollInterval));
		MemcachedInsides.replace(builder,
				(node, client, timer) -> this.clients.computeIfAbsent(node.name(),
						(address) -> new PausableClient(new XMemcachedOperations(node, client, timer))),
				(node) -> node.withProbeInterval(PROBE_INTERVAL), this.executor);
		this.cacheManager = builder.build();
		LarderCache cache = this.cacheManager.getLarderCache(CACHE);
		Assert.state(cache != null, "A cache with settings of its own exists from the start");
		this.cache = cache;
		MemcachedInsides memcached = new MemcachedInsides(this.cacheManager);
		this.cluster = memcached.cluster();
		this.coherence = memcached.coherence();
	}

	static List<NodeAddress> addresses(List<MemcachedServer> servers) {
		return servers.stream().map((server) -> new NodeAddress(server.host(), server.port(), 1)).toList();
	}

	LarderCache cache() {
		return this.cache;
	}

	ForkJoinPool executor() {
		return this.executor;
	}

	/**
	 * Tells others what this instance did, and sees what they did up to now.
	 * @return complete when all nodes have answered, exceptionally if one does not
	 */
	CompletableFuture<Void> synchronize() {
		return this.coherence.synchronize();
	}

	/**
	 * Tells others for certain what this instance did, and sees what they did up to now.
	 * @return whether that is certain
	 */
	boolean synchronizeForCertain() {
		long errors = errors();
		try {
			// The first repeats what did not reach its node, and the second announces it
			synchronize().get(10, TimeUnit.SECONDS);
			synchronize().get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (Exception ex) {
			return false;
		}
		boolean certain = errors() == errors;
		if (certain) {
			this.errorsOvercome = errors;
		}
		return certain;
	}

	/**
	 * Returns whether an operation has failed since this instance was last certain that
	 * all it did has reached the servers.
	 */
	boolean isInTrouble() {
		return errors() != this.errorsOvercome;
	}

	/**
	 * Waits until nothing is under way that was begun before, answered or not.
	 */
	void flush() {
		awaitAnswers();
		this.executor.awaitQuiescence(10, TimeUnit.SECONDS);
		awaitAnswers();
	}

	// The operations of a node are answered in their order
	private void awaitAnswers() {
		List<CompletableFuture<String>> answers = this.cluster.nodes()
			.stream()
			.map(MemcachedNode::operations)
			.map((operations) -> operations.version().exceptionally((failure) -> ""))
			.toList();
		answers.forEach(CompletableFuture::join);
	}

	/**
	 * Returns how many operations have failed so far.
	 */
	long errors() {
		return this.cache.getStatistics().errors();
	}

	/**
	 * Keeps polls from being sent until {@link #resumePolling()}.
	 */
	void pausePolling() {
		this.clients.values().forEach(PausableClient::pause);
	}

	void resumePolling() {
		this.clients.values().forEach(PausableClient::resume);
	}

	@Override
	public void close() {
		resumePolling();
		this.cacheManager.close();
		this.executor.shutdownNow();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
