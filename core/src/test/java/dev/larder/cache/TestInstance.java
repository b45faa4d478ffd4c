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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.larder.entry.Compression;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedServer;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One instance of an application that caches in memcached, with a client of its own.
 */
final class TestInstance implements AutoCloseable {

	static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	static final int MAX_ITEM_SIZE = 1 << 20;

	private final LarderCacheManager cacheManager;

	private final MemcachedInsides memcached;

	private TestInstance(List<NodeAddress> addresses, CacheSettings settings, int maxItemSize) {
		this.cacheManager = LarderCacheManager.builder()
			.cacheDefaults(settings)
			.ttlFunction((cache, key, value) -> key.equals("forever") ? TtlFunction.FOR_EVER : null)
			.memcached(MemcachedSettings
				.servers(addresses.stream().map((node) -> node.name() + ":" + node.weight()).toArray(String[]::new))
				.withKeyPrefix("test")
				.withPollInterval(POLL_INTERVAL)
				.withMaxItemSize(DataSize.ofBytes(maxItemSize))
				// A loaded machine may keep a client waiting for longer than the default
				.withOperationTimeout(Duration.ofSeconds(1)))
			.build();
		this.memcached = new MemcachedInsides(this.cacheManager);
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
		return new TestInstance(addresses, settings.apply(defaults()), MAX_ITEM_SIZE);
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
		return new TestInstance(addresses(servers), defaults(), maxItemSize);
	}

	/**
	 * Starts an instance whose caches are raw.
	 */
	static TestInstance raw(List<MemcachedServer> servers, RawSerializer serializer) {
		return rawAt(addresses(servers), serializer);
	}

	static TestInstance rawAt(List<NodeAddress> addresses, RawSerializer serializer) {
		return new TestInstance(addresses, defaults().withSerializer(serializer), MAX_ITEM_SIZE);
	}

	private static CacheSettings defaults() {
		return CacheSettings.defaults()
			.withMode(CacheMode.MEMCACHED)
			.withSerializer(new TestSerializer())
			.withCompression(Compression.NONE, DataSize.ofBytes(0));
	}

	private static List<NodeAddress> addresses(List<MemcachedServer> servers) {
		return servers.stream().map((server) -> new NodeAddress(server.host(), server.port(), 1)).toList();
	}

	/**
	 * Tells others what this instance did, and sees what they did up to now.
	 * @return complete when all nodes have answered or failed
	 */
	CompletableFuture<Void> synchronize() {
		return this.memcached.coherence().synchronize().exceptionally((failure) -> null);
	}

	/**
	 * Returns the health of the only server.
	 */
	NodeHealth health() {
		return this.memcached.cluster().nodes().get(0).health();
	}

	NodeHealth health(MemcachedServer server) {
		return this.memcached.cluster()
			.nodes()
			.stream()
			.filter((node) -> node.address().name().equals(server.address()))
			.findFirst()
			.orElseThrow()
			.health();
	}

	void stopPolling() {
		this.memcached.coherence().close();
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
		this.cacheManager.close();
	}

}
