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

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One memcached server of a cluster: its address, its operations behind their breaker,
 * and its health. Thread-safe.
 */
public final class MemcachedNode {

	private final NodeAddress address;

	private final NodeClient client;

	private final NodeMonitor monitor;

	private final MemcachedOperations operations;

	private final NodeTimes times;

	private final KeySweeper sweeper;

	private final Place ownPlace;

	private final @Nullable Roster roster;

	private final LongAdder pollReads = new LongAdder();

	private final LongAdder pollHits = new LongAdder();

	/**
	 * Creates a node that is not connected.
	 * @param rosters makes the roster of a node, or {@code null} where no servers come
	 * and go
	 */
	MemcachedNode(NodeAddress address, NodeClient client, NodeSettings settings, ScheduledExecutorService timer,
			NodeTimes times, @Nullable BiFunction<NodeAddress, MemcachedOperations, Roster> rosters) {
		this.address = address;
		this.client = client;
		this.monitor = new NodeMonitor(address, client, settings, timer, times);
		this.times = times;
		this.operations = new GuardedOperations(address, client, this.monitor);
		this.sweeper = new KeySweeper(address, settings, this.operations);
		this.roster = (rosters != null) ? rosters.apply(address, this.operations) : null;
		this.ownPlace = (this.roster != null) ? this.roster.place(this, address.name())
				: new Place(this, address.name(), null);
	}

	public NodeAddress address() {
		return this.address;
	}

	/**
	 * Returns the place of the node's own keys.
	 */
	Place ownPlace() {
		return this.ownPlace;
	}

	/**
	 * Returns the place of the keys that this node has since a server went.
	 * @param home the name of the server
	 */
	Place place(String home) {
		return requireRoster().place(this, home);
	}

	/**
	 * Returns the servers that the node was used beside.
	 * @throws IllegalStateException if no servers come and go
	 */
	Roster requireRoster() {
		Assert.state(this.roster != null, "No servers come and go");
		return this.roster;
	}

	/**
	 * Returns the servers that the node was used beside, where servers come and go.
	 */
	@Nullable Roster roster() {
		return this.roster;
	}

	/**
	 * Returns the operations of this very node, whatever the ring says of a key.
	 * @return the operations
	 */
	public MemcachedOperations operations() {
		return this.operations;
	}

	/**
	 * Returns what is told of times that are measured here.
	 * @return the times of all nodes
	 */
	public NodeTimes times() {
		return this.times;
	}

	/**
	 * Returns the number of the connection that an operation sent now would go to, if it
	 * is not one made at this moment.
	 * @return the number, which is never greater than that of the connection it goes to
	 */
	int connection() {
		return this.client.connection();
	}

	/**
	 * Begins to connect, and judges nothing by the first operations, which wait for it.
	 */
	void connect() {
		this.monitor.starting();
		var unused = this.operations.get(NodeClient.PROBE_KEY);
	}

	/**
	 * Returns the sweeper, which deletes many items of this node.
	 */
	KeySweeper sweeper() {
		return this.sweeper;
	}

	/**
	 * Returns the present health of the node.
	 * @return a snapshot
	 */
	public NodeHealth health() {
		return this.monitor.health();
	}

	/**
	 * Counts what a poll has read, which the server counts like any other read.
	 * @param reads the number of keys
	 * @param hits the number of those that were found
	 */
	void polled(int reads, int hits) {
		this.pollReads.add(reads);
		this.pollHits.add(hits);
	}

	/**
	 * Returns how many keys were read to learn of changes by others.
	 * @return the number since the node is used
	 */
	public long pollReads() {
		return this.pollReads.sum();
	}

	/**
	 * Returns how many of the keys that were read to learn of changes were found.
	 * @return the number since the node is used
	 */
	public long pollHits() {
		return this.pollHits.sum();
	}

	/**
	 * Closes the connection. Later operations fail.
	 */
	void close() {
		this.client.close();
	}

	@Override
	public String toString() {
		return this.address.name();
	}

}
