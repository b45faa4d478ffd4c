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
package dev.larder.internal.memcached;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.larder.internal.entry.KeyEncoder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The memcached servers an application uses, each with a client of its own, and which of
 * them a key belongs to. A server that is down keeps its keys: they are missing until it
 * is back, and never wander to another server and return outdated. Where servers come and
 * go, see {@link #found}, those of a server that goes belong to others, as {@link Roster}
 * says. Thread-safe.
 */
public final class MemcachedCluster implements AutoCloseable {

	/**
	 * How long operations may go on that were sent to a server before it went.
	 */
	private static final Duration PARTING_TIME = Duration.ofSeconds(5);

	private final ScheduledThreadPoolExecutor timer;

	private final Function<NodeAddress, MemcachedNode> factory;

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private final int maxValueSize;

	private final boolean fixed;

	private volatile Topology topology;

	/**
	 * The stand-in for servers that are not found yet, or {@code null}.
	 */
	private @Nullable MemcachedNode standIn;

	/**
	 * The servers that went and may yet have operations under way.
	 */
	private final Set<MemcachedNode> parting = new HashSet<>();

	private boolean closed;

	/**
	 * Creates a cluster. Nothing is connected yet.
	 * @param addresses the servers; their order does not matter for the keys
	 * @param clientFactory makes the client of a server
	 * @param settings how the servers are talked to, given up and probed
	 */
	public MemcachedCluster(Collection<NodeAddress> addresses, NodeClient.Factory clientFactory,
			NodeSettings settings) {
		this(addresses, clientFactory, settings, NodeTimes.NONE);
	}

	/**
	 * Creates a cluster. Nothing is connected yet.
	 * @param addresses the servers; their order does not matter for the keys
	 * @param clientFactory makes the client of a server
	 * @param settings how the servers are talked to, given up and probed
	 * @param times told of times that are measured at the servers
	 */
	public MemcachedCluster(Collection<NodeAddress> addresses, NodeClient.Factory clientFactory, NodeSettings settings,
			NodeTimes times) {
		Assert.notEmpty(addresses, "'addresses' must not be empty");
		Assert.notNull(clientFactory, "'clientFactory' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		assertDistinct(addresses);
		this.maxValueSize = settings.maxValueSize();
		this.timer = timer();
		this.factory = (address) -> new MemcachedNode(address, clientFactory.create(address, settings, this.timer),
				settings, this.timer, times, null);
		this.fixed = true;
		this.topology = new Topology(addresses.stream().map(this.factory).toList());
	}

	/**
	 * Creates a cluster whose servers come and go. As long as none were found, nothing is
	 * read and nothing stored.
	 * @param name what stands for the servers until they are found
	 * @param keyPrefix the start of all keys of the application
	 * @param clientFactory makes the client of a server
	 * @param settings how the servers are talked to, given up and probed
	 * @param times told of times that are measured at the servers
	 */
	public MemcachedCluster(NodeAddress name, String keyPrefix, NodeClient.Factory clientFactory, NodeSettings settings,
			NodeTimes times) {
		this.maxValueSize = settings.maxValueSize();
		this.timer = timer();
		Roster.Servers servers = new UsedServers();
		SecureRandom random = new SecureRandom();
		String key = KeyEncoder.reserved(keyPrefix, "servers");
		this.factory = (address) -> new MemcachedNode(address, clientFactory.create(address, settings, this.timer),
				settings, this.timer, times,
				(node, operations) -> new Roster(operations, node.name(), key, servers, () -> random.nextLong() | 1));
		this.fixed = false;
		this.standIn = new MemcachedNode(name, new MissingClient(name), settings, this.timer, times, null);
		this.topology = new Topology(List.of(this.standIn));
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, MemcachedCluster::timerThread);
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	/**
	 * Adds a listener for servers that come and go from now on.
	 * @param listener the listener
	 */
	public void addListener(Listener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Returns whether the servers stay the same.
	 * @return whether no servers come and go
	 */
	public boolean isFixed() {
		return this.fixed;
	}

	/**
	 * Returns the servers that are used now, in the order they were given.
	 * @return the nodes
	 */
	public List<MemcachedNode> nodes() {
		return this.topology.nodes();
	}

	/**
	 * Returns the servers that are used now, and where each key is among them.
	 * @return the topology; as long as it stays the same object, all keys stay where they
	 * are
	 */
	public Topology topology() {
		return this.topology;
	}

	/**
	 * Returns where a key is.
	 * @param key the key as it is sent
	 * @return the place
	 */
	public Place place(String key) {
		return this.topology.place(key);
	}

	/**
	 * Takes note of the servers that were found, where they come and go: those that were
	 * not known are used from now on, and those that are not among them no more.
	 * @param addresses the servers, all of the same weight, at least one
	 * @return complete when all servers know, as far as they answer; never fails
	 */
	public CompletableFuture<Void> found(Collection<NodeAddress> addresses) {
		Assert.notEmpty(addresses, "'addresses' must not be empty");
		assertDistinct(addresses);
		use(addresses.stream().sorted(Comparator.comparing(NodeAddress::name)).toList());
		return new Rosters(nodes()).settle();
	}

	private synchronized void use(List<NodeAddress> addresses) {
		List<MemcachedNode> before = this.topology.nodes();
		boolean first = this.standIn != null;
		boolean same = before.stream().map(MemcachedNode::address).toList().equals(addresses);
		// A server may have the very address that stood in for it
		if (this.closed || (same && !first)) {
			return;
		}
		Map<NodeAddress, MemcachedNode> known = before.stream()
			.filter((node) -> node != this.standIn)
			.collect(Collectors.toMap(MemcachedNode::address, Function.identity()));
		List<MemcachedNode> nodes = new ArrayList<>();
		List<MemcachedNode> joined = new ArrayList<>();
		for (NodeAddress address : addresses) {
			MemcachedNode node = known.get(address);
			if (node == null) {
				node = this.factory.apply(address);
				joined.add(node);
			}
			nodes.add(node);
		}
		List<MemcachedNode> left = before.stream().filter((node) -> !nodes.contains(node)).toList();
		if (!first) {
			joined.forEach((node) -> node.requireRoster().renewAll());
			nodes.forEach((node) -> left.forEach((gone) -> node.requireRoster().renew(gone.address().name())));
		}
		this.standIn = null;
		this.topology = new Topology(nodes);
		joined.forEach(MemcachedNode::connect);
		this.listeners.forEach((listener) -> listener.changed(joined, left));
		part(left);
	}

	private void part(List<MemcachedNode> left) {
		this.parting.addAll(left);
		var unused = this.timer.schedule(() -> closeParted(left), PARTING_TIME.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized void closeParted(List<MemcachedNode> left) {
		left.forEach(MemcachedNode::close);
		this.parting.removeAll(Set.copyOf(left));
	}

	private synchronized void placeAnew() {
		if (this.standIn == null) {
			this.topology = new Topology(this.topology.nodes());
		}
	}

	/**
	 * Returns the longest value that the servers take, in bytes.
	 */
	int maxValueSize() {
		return this.maxValueSize;
	}

	/**
	 * Returns the scheduler of short tasks.
	 */
	ScheduledExecutorService scheduler() {
		return this.timer;
	}

	/**
	 * Starts the thread of the scheduler if tasks wait for one that could not be started
	 * before.
	 */
	public void keepScheduling() {
		if (this.timer.getPoolSize() == 0 && !this.timer.getQueue().isEmpty()) {
			this.timer.prestartCoreThread();
		}
	}

	/**
	 * Begins to connect to all servers, in the background, so that the first who uses
	 * them need not wait for it.
	 */
	public void connect() {
		this.timer.execute(() -> nodes().forEach(MemcachedNode::connect));
	}

	/**
	 * Closes the connections to all servers. Later operations fail.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.timer.shutdownNow();
		nodes().forEach(MemcachedNode::close);
		this.parting.forEach(MemcachedNode::close);
	}

	private static void assertDistinct(Collection<NodeAddress> addresses) {
		Set<String> names = new HashSet<>();
		for (NodeAddress address : addresses) {
			Assert.isTrue(names.add(address.name()),
					() -> "The memcached server '" + address.name() + "' is given twice");
		}
	}

	private static Thread timerThread(Runnable task) {
		Thread thread = new Thread(task, "larder-memcached-timer");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Told of servers that come and go.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Other servers are used from now on. Called by one thread at a time, and must
		 * not block.
		 * @param joined the servers that are new
		 * @param left the servers that are not used any more, whose connections are
		 * closed in a few seconds
		 */
		void changed(List<MemcachedNode> joined, List<MemcachedNode> left);

	}

	/**
	 * What the roster of one node needs to know of the others.
	 */
	private final class UsedServers implements Roster.Servers {

		@Override
		public Set<String> names() {
			return topology().names();
		}

		@Override
		public boolean isMadeUp(String name) {
			return nodes().stream()
				.filter((node) -> node.address().name().equals(name))
				.allMatch((node) -> node.requireRoster().isMadeUp());
		}

		@Override
		public void rosterChanged() {
			placeAnew();
		}

	}

}
