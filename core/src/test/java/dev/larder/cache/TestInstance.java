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
package dev.larder.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.larder.entry.TtlFunction;
import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.coherence.CoherenceSettings;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.ValueSettings;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One instance of an application that caches in memcached, with a client of its own.
 */
final class TestInstance implements AutoCloseable {

	static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	static final int MAX_ITEM_SIZE = 1 << 20;

	// A loaded machine may keep a client waiting for longer than the default
	private static final NodeSettings SETTINGS = NodeSettings.defaults().withOperationTimeout(Duration.ofSeconds(1));

	private final MemcachedCluster cluster;

	private final Coherence coherence;

	private final LarderCacheManager cacheManager;

	private TestInstance(List<NodeAddress> addresses, CacheSettings settings, EntryCodec codec, int maxItemSize) {
		this.cluster = new MemcachedCluster(addresses, XMemcachedOperations::new, SETTINGS);
		Generations generations = new Generations(POLL_INTERVAL.multipliedBy(5));
		ValueSettings values = new ValueSettings(codec, maxItemSize);
		this.coherence = new Coherence(this.cluster, generations, new CoherenceSettings("test", POLL_INTERVAL), null);
		this.cacheManager = LarderCacheManager.builder()
			.defaults(settings)
			.ttlFunction((cache, key, value) -> key.equals("forever") ? TtlFunction.FOR_EVER : null)
			.memcached(new MemcachedBackend(this.cluster, generations, this.coherence, "test", (s) -> values,
					ForkJoinPool.commonPool()))
			.build();
		this.coherence.start();
	}

	static TestInstance of(List<MemcachedServer> servers) {
		return of(servers, UnaryOperator.identity());
	}

	static TestInstance of(List<MemcachedServer> servers, UnaryOperator<CacheSettings> settings) {
		return at(addresses(servers), settings);
	}

	/**
	 * Starts an instance whose servers need not be memcached itself.
	 */
	static TestInstance at(List<NodeAddress> addresses, UnaryOperator<CacheSettings> settings) {
		return new TestInstance(addresses, settings.apply(defaults()), envelope(), MAX_ITEM_SIZE);
	}

	/**
	 * Starts an instance whose servers have the given shares of the keys.
	 */
	static TestInstance weighted(List<MemcachedServer> servers, List<Integer> weights) {
		return at(IntStream.range(0, servers.size())
			.mapToObj((i) -> new NodeAddress(servers.get(i).host(), servers.get(i).port(), weights.get(i)))
			.toList(), UnaryOperator.identity());
	}

	/**
	 * Starts an instance that sends no larger values than given.
	 */
	static TestInstance limited(List<MemcachedServer> servers, int maxItemSize) {
		return new TestInstance(addresses(servers), defaults(), envelope(), maxItemSize);
	}

	/**
	 * Starts an instance whose caches are raw.
	 */
	static TestInstance raw(List<MemcachedServer> servers, RawSerializer serializer) {
		return rawAt(addresses(servers), serializer);
	}

	static TestInstance rawAt(List<NodeAddress> addresses, RawSerializer serializer) {
		return new TestInstance(addresses, defaults(),
				new RawCodec(serializer, serializer.flags(), EnvelopeCodec.DEFAULT_MAX_SIZE), MAX_ITEM_SIZE);
	}

	private static CacheSettings defaults() {
		return CacheSettings.defaults().withMode(CacheMode.MEMCACHED);
	}

	private static EntryCodec envelope() {
		return new EnvelopeCodec(new TestSerializer(), List.of(), CompressionSettings.NONE,
				EnvelopeCodec.DEFAULT_MAX_SIZE);
	}

	private static List<NodeAddress> addresses(List<MemcachedServer> servers) {
		return servers.stream().map((server) -> new NodeAddress(server.host(), server.port(), 1)).toList();
	}

	/**
	 * Tells others what this instance did, and sees what they did up to now.
	 * @return complete when all nodes have answered or failed
	 */
	CompletableFuture<Void> synchronize() {
		return this.coherence.synchronize().exceptionally((failure) -> null);
	}

	/**
	 * Returns the health of the only server.
	 */
	NodeHealth health() {
		return this.cluster.nodes().get(0).health();
	}

	NodeHealth health(MemcachedServer server) {
		return this.cluster.nodes()
			.stream()
			.filter((node) -> node.address().name().equals(server.address()))
			.findFirst()
			.orElseThrow()
			.health();
	}

	void stopPolling() {
		this.coherence.close();
	}

	LarderCacheManager cacheManager() {
		return this.cacheManager;
	}

	LarderCache cache(String name) {
		this.cacheManager.getCache(name);
		LarderCache cache = this.cacheManager.getLarderCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	@Override
	public void close() {
		this.coherence.close();
		this.cluster.close();
	}

}
