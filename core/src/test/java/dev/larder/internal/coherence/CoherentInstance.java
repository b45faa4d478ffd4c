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
package dev.larder.internal.coherence;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.coherence.InvalidationChannel;
import dev.larder.coherence.WhenUnreachable;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.SteadyClock;
import dev.larder.internal.local.TierBound;
import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.RemoteStore;
import dev.larder.internal.memcached.StoreObservers;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedServer;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an application with one cache of which it keeps local copies.
 */
final class CoherentInstance implements AutoCloseable {

	static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	private static final Lifetimes LIFETIMES = new Lifetimes(Clock.systemUTC(), Duration.ofHours(1), Duration.ZERO, 0);

	private static final KeyEncoder KEYS = new KeyEncoder("shop", "products");

	private static final NodeSettings NODE_SETTINGS = NodeSettings.defaults()
		.withOperationTimeout(Duration.ofSeconds(1));

	/**
	 * The clock of the coherence, which stands still until time is let pass.
	 */
	private final AtomicLong nanoTime = new AtomicLong(System.nanoTime());

	private final MemcachedCluster cluster;

	private final Generations generations = new Generations(Duration.ofSeconds(10));

	private final Coherence coherence;

	private final RemoteStore store;

	private final SingleFlight<Entry> flights = new SingleFlight<>(new LarderThreads(false, null), Duration.ZERO,
			false);

	private final NearTier near = new NearTier(TierBound.ofEntries(100_000), Duration.ZERO, new SteadyClock(),
			LIFETIMES, null);

	private CoherentInstance(List<NodeAddress> addresses, NodeClient.Factory clients, WhenUnreachable whenUnreachable,
			@Nullable InvalidationChannel channel, boolean announcing) {
		this.cluster = new MemcachedCluster(addresses, clients, NODE_SETTINGS);
		this.coherence = new Coherence(this.cluster, this.generations,
				new CoherenceSettings("shop", POLL_INTERVAL, whenUnreachable), channel, this.nanoTime::get);
		this.store = new RemoteStore("products", this.cluster, this.generations, KEYS,
				new EnvelopeCodec(new TestSerializer(), List.of(), CompressionSettings.NONE, 1 << 20), LIFETIMES,
				LoadSettings.defaults(), ForkJoinPool.commonPool(), new Refusals("products"),
				StoreObservers.ofChanges(announcing ? this.coherence::changeListener : (node) -> ChangeListener.NONE));
	}

	static CoherentInstance of(List<MemcachedServer> servers) {
		return of(servers, WhenUnreachable.SERVE, null);
	}

	static CoherentInstance of(List<MemcachedServer> servers, WhenUnreachable whenUnreachable,
			@Nullable InvalidationChannel channel) {
		return new CoherentInstance(addresses(servers), XMemcachedOperations::new, whenUnreachable, channel, true);
	}

	/**
	 * Creates an instance which keeps no local copies.
	 */
	static CoherentInstance withoutCopies(List<MemcachedServer> servers) {
		return new CoherentInstance(addresses(servers), XMemcachedOperations::new, WhenUnreachable.SERVE, null, false);
	}

	private static List<NodeAddress> addresses(List<MemcachedServer> servers) {
		return servers.stream().map((server) -> new NodeAddress(server.host(), server.port(), 1)).toList();
	}

	/**
	 * Returns a key as the store knows it.
	 */
	static EntryKey key(String key) {
		return KEYS.key(key);
	}

	CoherentInstance start() {
		this.coherence.start();
		return this;
	}

	/**
	 * Polls all nodes.
	 */
	CoherentInstance poll() {
		pollAll().join();
		return this;
	}

	/**
	 * Polls all nodes, whether they answer or not.
	 */
	void tryToPoll() {
		pollAll().exceptionally((failure) -> null).join();
	}

	private CompletableFuture<Void> pollAll() {
		return CompletableFuture
			.allOf(this.cluster.nodes().stream().map(this.coherence::poll).toArray(CompletableFuture[]::new));
	}

	/**
	 * Announces what it changed, now.
	 */
	void announce() {
		this.coherence.announce().join();
	}

	/**
	 * Lets time pass for the coherence.
	 */
	void pass(Duration time) {
		this.nanoTime.addAndGet(time.toNanos());
	}

	@Nullable Object read(String key) {
		Entry copy = this.near.get(key);
		if (copy != null) {
			return copy.get();
		}
		Validity validity = begin(key);
		Entry entry = this.store.get(key(key));
		if (entry != null) {
			this.near.put(key, entry, validity);
		}
		return (entry != null) ? entry.get() : null;
	}

	/**
	 * Loads a value, and stores it.
	 */
	void load(String key, String value) {
		EntryKey loaded = key(key);
		this.store.begin(loaded, this.flights.open(loaded.identity()), LeaseWish.VALUE).join().store(value, 0).join();
	}

	Validity begin(String key) {
		return this.coherence.begin(this.store.locate(key(key)));
	}

	RemoteStore store() {
		return this.store;
	}

	NearTier near() {
		return this.near;
	}

	/**
	 * Returns whether there is a local copy that may be served.
	 */
	boolean hasCopy(String key) {
		return this.near.get(key) != null;
	}

	MemcachedNode nodeOf(String key) {
		return this.store.locate(key(key)).node();
	}

	CoherenceStatistics statistics() {
		return statistics(this.cluster.nodes().get(0));
	}

	CoherenceStatistics statistics(MemcachedNode node) {
		return this.coherence.statistics(node);
	}

	@Override
	public void close() {
		this.coherence.close();
		this.cluster.close();
	}

}
