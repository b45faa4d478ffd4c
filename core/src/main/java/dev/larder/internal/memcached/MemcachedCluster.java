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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.springframework.util.Assert;

/**
 * The memcached servers an application uses, each with a client of its own, and which of
 * them a key belongs to. A server that is down keeps its keys: they are missing until it
 * is back, and never wander to another server and return outdated. Thread-safe; the set
 * of servers is fixed.
 */
public final class MemcachedCluster implements AutoCloseable {

	private final ScheduledThreadPoolExecutor timer;

	private final List<MemcachedNode> nodes;

	private final KetamaRing ring;

	private final int maxValueSize;

	/**
	 * Creates a cluster. Nothing is connected yet.
	 * @param addresses the servers; their order does not matter for the keys
	 * @param clientFactory makes the client of a server
	 * @param settings how the servers are talked to, given up and probed
	 */
	public MemcachedCluster(Collection<NodeAddress> addresses, NodeClient.Factory clientFactory,
			NodeSettings settings) {
		Assert.notEmpty(addresses, "'addresses' must not be empty");
		Assert.notNull(clientFactory, "'clientFactory' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		assertDistinct(addresses);
		this.ring = new KetamaRing(addresses);
		this.maxValueSize = settings.maxValueSize();
		this.timer = new ScheduledThreadPoolExecutor(1, MemcachedCluster::timerThread);
		this.timer.setRemoveOnCancelPolicy(true);
		List<MemcachedNode> nodes = new ArrayList<>();
		for (NodeAddress address : addresses) {
			nodes.add(new MemcachedNode(address, clientFactory.create(address, settings, this.timer), settings,
					this.timer));
		}
		this.nodes = List.copyOf(nodes);
	}

	/**
	 * Returns the servers, in the order they were given.
	 * @return the nodes
	 */
	public List<MemcachedNode> nodes() {
		return this.nodes;
	}

	/**
	 * Returns the server a key belongs to.
	 * @param key the key as it is sent
	 * @return the node
	 */
	public MemcachedNode nodeFor(String key) {
		return this.nodes.get(this.ring.nodeFor(key));
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
		this.timer.execute(() -> this.nodes.forEach(MemcachedNode::connect));
	}

	/**
	 * Closes the connections to all servers. Later operations fail.
	 */
	@Override
	public void close() {
		this.timer.shutdownNow();
		this.nodes.forEach(MemcachedNode::close);
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

}
