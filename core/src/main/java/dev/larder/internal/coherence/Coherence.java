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

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.larder.coherence.Invalidation;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.internal.local.Validity;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.KeyLocation;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.Topology;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps local copies of items in memcached up to date: what any instance changes is gone
 * from all others within two poll intervals. Polls the generations of all caches and,
 * with the same round trip, the journal of each node in which instances announce their
 * changes. Thread-safe.
 * <p>
 * A store whose entries have copies is created with {@link #changeListener}. Before an
 * item is read, {@link #begin(KeyLocation)} gives the validity of the copy to be. What
 * may have been missed drops all copies of the node's items, and of no others.
 */
public final class Coherence implements AutoCloseable {

	/**
	 * How long closing waits for the last changes to be announced.
	 */
	private static final long CLOSE_SECONDS = 1;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(Coherence.class));

	private final ScheduledExecutorService executor = PollLoop.executor();

	private final SecureRandom random = new SecureRandom();

	/**
	 * The number that stands for this instance.
	 */
	private final long origin = this.random.nextLong();

	private final MemcachedCluster cluster;

	private final Function<MemcachedNode, NodeCoherence> newNode;

	private final ConcurrentMap<MemcachedNode, NodeCoherence> nodes = new ConcurrentHashMap<>();

	private final CoherenceSettings settings;

	private final @Nullable InvalidationChannel channel;

	private final @Nullable ChannelRelay relay;

	private final PollLoop loop;

	private volatile boolean journaling;

	private InvalidationChannel.@Nullable Subscription subscription;

	/**
	 * Creates the coherence of copies, without starting it.
	 * @param cluster the servers
	 * @param generations the generations of all caches
	 * @param settings how copies are kept up to date
	 * @param channel a quicker way to the other instances, or {@code null}
	 */
	public Coherence(MemcachedCluster cluster, Generations generations, CoherenceSettings settings,
			@Nullable InvalidationChannel channel) {
		this(cluster, generations, settings, channel, System::nanoTime);
	}

	Coherence(MemcachedCluster cluster, Generations generations, CoherenceSettings settings,
			@Nullable InvalidationChannel channel, LongSupplier nanoTime) {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(generations, "'generations' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.settings = settings;
		this.channel = channel;
		this.relay = (channel != null) ? new ChannelRelay(channel, this.log) : null;
		Consumer<Invalidation> publisher = (this.relay != null) ? this.relay::publish : (invalidation) -> {
		};
		this.cluster = cluster;
		this.newNode = (node) -> new NodeCoherence(node, generations, settings, this.origin, this.random::nextLong,
				nanoTime, publisher, this::runLater,
				(reason) -> this.log.warn(node.address().name(), () -> "The local copies of what memcached " + node
						+ " holds are dropped, as changes may have been missed: " + reason.get()));
		cluster.nodes().forEach(this::coherence);
		this.loop = new PollLoop(cluster, (node) -> this.journaling ? coherence(node).poll() : generations.poll(node),
				settings.pollInterval(), this.executor);
		cluster.addListener((joined, left) -> {
			joined.forEach(this.loop::joined);
			left.forEach((node) -> left(node, generations));
		});
	}

	// Instances that have not seen it go yet keep copies of what it holds
	private void left(MemcachedNode node, Generations generations) {
		generations.forget(node);
		NodeCoherence coherence = this.nodes.remove(node);
		if (coherence != null) {
			var unused = coherence.drain();
		}
	}

	/**
	 * Starts to poll and to listen, unless that was started before.
	 */
	public synchronized void start() {
		this.loop.start();
		if (this.channel != null && this.subscription == null) {
			this.subscription = this.channel.subscribe(this::received);
		}
	}

	/**
	 * Returns what a store whose entries have local copies, in this or another instance,
	 * has to be created with: it drops the copies of what this instance changes on a
	 * node, and announces the changes. From the first call on the journals are read and
	 * written; before, nothing but generations is polled.
	 * @param node the node
	 * @return the listener, to be given to the store
	 */
	public ChangeListener changeListener(MemcachedNode node) {
		this.journaling = true;
		return coherence(node);
	}

	/**
	 * Returns the validity of a copy of an item that is going to be read. Takes no round
	 * trip.
	 * @param location where the item is
	 * @return the validity, to be asked for before the item is read
	 */
	public Validity begin(KeyLocation location) {
		Assert.state(this.journaling, "Nobody asked for the change listener");
		Validity validity = coherence(location.node()).begin(location);
		return this.cluster.isFixed() ? validity : new PlacedValidity(this.cluster, location, validity);
	}

	/**
	 * Polls a node now, unless a poll of it is under way.
	 * @param node the node
	 * @return complete when the poll is, exceptionally if the node does not answer
	 */
	CompletableFuture<Void> poll(MemcachedNode node) {
		return coherence(node).poll();
	}

	/**
	 * Announces the changes of this instance now, and then reads those of others. Who
	 * reads afterwards sees all that was announced before.
	 * @return complete when this is done, exceptionally if a node does not answer
	 */
	public CompletableFuture<Void> synchronize() {
		return announce().thenCompose((announced) -> CompletableFuture
			.allOf(this.nodes.values().stream().map(NodeCoherence::pollAnew).toArray(CompletableFuture[]::new)));
	}

	/**
	 * Returns how well a node's items are kept up to date.
	 * @param node the node
	 * @return the statistics at this moment
	 */
	public CoherenceStatistics statistics(MemcachedNode node) {
		return coherence(node).statistics();
	}

	/**
	 * Ends polling and listening. Changes that have yet to be announced are, which is
	 * waited for up to a second.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
		closeSubscription();
		drain();
		if (this.relay != null) {
			this.relay.close();
		}
	}

	private synchronized void closeSubscription() {
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
	}

	/**
	 * Announces now the changes that are not announced yet.
	 * @return complete when all is announced, exceptionally if that failed
	 */
	CompletableFuture<Void> announce() {
		return CompletableFuture
			.allOf(this.nodes.values().stream().map(NodeCoherence::drain).toArray(CompletableFuture[]::new));
	}

	private void drain() {
		try {
			announce().get(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			this.log.warn("close", () -> "The last changes could not be announced: local copies of other instances may "
					+ "be out of date until they expire", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void received(Invalidation invalidation) {
		if (invalidation.origin() != this.origin) {
			this.nodes.forEach((node, coherence) -> {
				if (node.address().name().equals(invalidation.node())) {
					coherence.apply(invalidation);
				}
			});
		}
	}

	private boolean runLater(Runnable task) {
		try {
			var unused = this.executor.schedule(task, this.settings.gatheringTime().toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (RejectedExecutionException ex) {
			// Closed, which announces the rest
			return false;
		}
		catch (OutOfMemoryError ex) {
			// It waits for the thread that the next poll, or whatever is next, starts
			return true;
		}
	}

	private NodeCoherence coherence(MemcachedNode node) {
		NodeCoherence known = this.nodes.get(node);
		if (known != null) {
			return known;
		}
		// For what is still under way at a server that went, nothing is kept
		return this.cluster.nodes().contains(node) ? this.nodes.computeIfAbsent(node, this.newNode)
				: this.newNode.apply(node);
	}

	/**
	 * The validity of the copy of an item where servers come and go: it ends, too, when
	 * the key is to be found at another place.
	 */
	private static final class PlacedValidity implements Validity {

		private final MemcachedCluster cluster;

		private final KeyLocation location;

		private final Validity validity;

		// Whoever does not see what another thread has written looks once more
		private @Nullable Topology checked;

		PlacedValidity(MemcachedCluster cluster, KeyLocation location, Validity validity) {
			this.cluster = cluster;
			this.location = location;
			this.validity = validity;
		}

		@Override
		public boolean holds() {
			Topology topology = this.cluster.topology();
			if (this.checked != topology) {
				if (topology.place(this.location.key()) != this.location.place()) {
					return false;
				}
				this.checked = topology;
			}
			return this.validity.holds();
		}

	}

}
