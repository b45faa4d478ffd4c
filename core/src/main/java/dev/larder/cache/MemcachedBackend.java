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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.larder.coherence.InvalidationChannel;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.coherence.CoherenceSettings;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.SteadyClock;
import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeClient;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.NodeTimes;
import dev.larder.internal.memcached.OperationObservations;
import dev.larder.internal.memcached.RemoteStore;
import dev.larder.internal.memcached.RingWatch;
import dev.larder.internal.memcached.StoreObservers;
import dev.larder.internal.memcached.discovery.Discovery;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;
import dev.larder.internal.store.CacheStore;
import dev.larder.internal.store.CodecCopier;
import dev.larder.internal.store.TieredStore;
import org.jspecify.annotations.Nullable;

/**
 * The memcached that the caches of a manager live in: the connections to the servers, and
 * what keeps this instance up to date with others.
 */
final class MemcachedBackend implements AutoCloseable {

	/**
	 * For how many intervals of the poll a generation is trusted.
	 */
	private static final int TRUSTED_INTERVALS = 5;

	private final MemcachedSettings settings;

	private final CacheCodecs codecs;

	private final LarderThreads threads;

	private final Executor executor;

	private final @Nullable OperationObservations observations;

	private final ListenedTimes times = new ListenedTimes();

	private final MemcachedCluster cluster;

	private final RingWatch ringWatch;

	private final @Nullable Discovery discovery;

	private final Generations generations;

	private final Coherence coherence;

	/**
	 * Creates the backend and begins to connect, in the background.
	 * @param settings the servers and how they are spoken to
	 * @param channel a quicker way to the other instances, or {@code null}
	 * @param codecs says how keys and values are written
	 * @param threads run what may be the application's code
	 * @param observations observes what caches ask, or {@code null} if nobody does
	 * @param parts the parts that do the work
	 */
	MemcachedBackend(MemcachedSettings settings, @Nullable InvalidationChannel channel, CacheCodecs codecs,
			LarderThreads threads, @Nullable OperationObservations observations, Parts parts) {
		this.settings = settings;
		this.codecs = codecs;
		this.threads = threads;
		this.observations = observations;
		NodeSettings node = NodeSettings.defaults()
			.withOperationTimeout(settings.operationTimeout())
			.withConnectTimeout(settings.connectTimeout())
			.withMaxValueSize((int) settings.maxItemSize().toBytes())
			.withAccess(settings.tls(), settings.credentials());
		this.executor = (parts.executor() != null) ? parts.executor() : threads::execute;
		NodeSettings used = parts.settings().apply(node);
		boolean fixed = settings.discovery().mode() == Mode.STATIC;
		this.cluster = fixed ? new MemcachedCluster(settings.addresses(), parts.clients(), used, this.times)
				: new MemcachedCluster(settings.addresses().get(0), settings.keyPrefix(), parts.clients(), used,
						this.times);
		this.discovery = fixed ? null : Discovery.of(this.cluster, settings.addresses(), settings.discovery(), used);
		this.generations = new Generations(settings.pollInterval().multipliedBy(TRUSTED_INTERVALS));
		this.coherence = new Coherence(this.cluster, this.generations,
				new CoherenceSettings(settings.keyPrefix(), settings.pollInterval(), settings.whenUnreachable()),
				channel);
		// DNS and the virtual machine remember former answers
		this.ringWatch = new RingWatch(this.cluster, settings.keyPrefix(),
				fixed ? Duration.ZERO : settings.discovery().interval().multipliedBy(3).plusMinutes(1));
		this.cluster.addListener(this.times::changed);
		if (this.discovery != null) {
			this.discovery.start();
		}
		this.cluster.connect();
		this.coherence.start();
		this.ringWatch.start();
	}

	/**
	 * Creates the store of a cache whose entries live in memcached, and have copies in
	 * this process where the mode says so.
	 */
	CacheStore store(String cacheName, CacheSettings settings, Lifetimes lifetimes, Refusals refusals,
			LongConsumer waits) {
		EntryCodec codec = this.codecs.memcached(settings, (int) this.settings.maxItemSize().toBytes());
		if (!settings.mode().isLocal()) {
			return remote(cacheName, settings, lifetimes, codec, (node) -> ChangeListener.NONE, refusals, waits);
		}
		NearTier near = new NearTier(CacheFactory.bound(cacheName, settings), settings.localTimeToLive(),
				new SteadyClock(), lifetimes, settings.copyOnRead() ? new CodecCopier(codec, refusals) : null);
		RemoteStore remote = remote(cacheName, settings, lifetimes, codec, this.coherence::changeListener, refusals,
				waits);
		// Serializers copy, and must not keep the client's thread
		return new TieredStore(near, remote, (key) -> this.coherence.begin(remote.locate(key)),
				settings.copyOnRead() ? this.threads::execute : Runnable::run);
	}

	private RemoteStore remote(String cacheName, CacheSettings settings, Lifetimes lifetimes, EntryCodec codec,
			Function<MemcachedNode, ChangeListener> listeners, Refusals refusals, LongConsumer waits) {
		return new RemoteStore(cacheName, this.cluster, this.generations,
				new KeyEncoder(this.settings.keyPrefix(), cacheName), codec, lifetimes, settings.loading(),
				this.executor, refusals, new StoreObservers(listeners, waits, this.observations));
	}

	MemcachedCluster cluster() {
		return this.cluster;
	}

	Coherence coherence() {
		return this.coherence;
	}

	/**
	 * Adds a listener for what is measured at the servers from now on.
	 */
	void listen(NodeListener listener) {
		this.times.listeners.add(listener);
	}

	/**
	 * Returns what to do about the servers and other instances.
	 */
	List<String> advice() {
		return Stream.of(this.ringWatch.advice(), (this.discovery != null) ? this.discovery.advice() : null)
			.flatMap(Stream::ofNullable)
			.toList();
	}

	List<NodeStatistics> statistics() {
		return this.cluster.nodes()
			.stream()
			.map((node) -> NodeStatistics.of(node, this.coherence.statistics(node)))
			.toList();
	}

	@Override
	public void close() {
		if (this.discovery != null) {
			this.discovery.close();
		}
		this.coherence.close();
		this.cluster.close();
	}

	/**
	 * Passes on what is measured to whoever listens.
	 */
	private static final class ListenedTimes implements NodeTimes {

		private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();

		@Override
		public void answered(String node, long nanos) {
			for (NodeListener listener : this.listeners) {
				listener.answered(node, nanos);
			}
		}

		private void changed(List<MemcachedNode> joined, List<MemcachedNode> left) {
			for (NodeListener listener : this.listeners) {
				left.forEach((node) -> listener.left(node.address().name()));
				joined.forEach((node) -> listener.joined(node.address().name()));
			}
		}

		@Override
		public void changeSeen(String node, long millis) {
			for (NodeListener listener : this.listeners) {
				listener.changeSeen(node, millis);
			}
		}

	}

	/**
	 * The parts of a backend that tests replace.
	 *
	 * @param clients makes the clients of the servers
	 * @param settings changes how the servers are talked to, given up and probed
	 * @param executor runs what follows an asynchronous operation, or {@code null} for
	 * the threads of the manager
	 */
	record Parts(NodeClient.Factory clients, UnaryOperator<NodeSettings> settings, @Nullable Executor executor) {

		static Parts usual() {
			return new Parts(XMemcachedOperations::new, UnaryOperator.identity(), null);
		}

	}

}
