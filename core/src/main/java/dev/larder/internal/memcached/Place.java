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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.memcached.MemcachedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a node that it has since the same moment: since it is used itself, or since
 * another server went. Where servers come and go, all that is stored for a place becomes
 * invalid at once when its number changes, see {@link Roster}. Thread-safe.
 */
public final class Place {

	private static final long UNKNOWN = 0;

	private final MemcachedNode node;

	private final String home;

	private final @Nullable Roster roster;

	private volatile State state = new State(UNKNOWN, 0);

	/**
	 * Creates a place whose number is not known.
	 * @param node the node that has the keys
	 * @param home the name of the server that went, or of the node
	 * @param roster tells the number, or {@code null} where no servers come and go
	 */
	Place(MemcachedNode node, String home, @Nullable Roster roster) {
		this.node = node;
		this.home = home;
		this.roster = roster;
	}

	/**
	 * Returns the node that has the keys.
	 * @return the node
	 */
	public MemcachedNode node() {
		return this.node;
	}

	/**
	 * Returns whether the node has its keys since one of some servers went.
	 */
	boolean isFrom(List<MemcachedNode> nodes) {
		return nodes.stream().anyMatch((other) -> other.address().name().equals(this.home));
	}

	/**
	 * Returns the number that stands for this time of the node's having these keys.
	 * @return the number to be; fails while it is not known
	 */
	CompletableFuture<Long> number() {
		long number = this.state.number;
		if (number != UNKNOWN) {
			return CompletableFuture.completedFuture(number);
		}
		return (this.roster != null) ? this.roster.settle().thenCompose((settled) -> knownNumber())
				: CompletableFuture.failedFuture(unknown());
	}

	private CompletableFuture<Long> knownNumber() {
		long number = this.state.number;
		return (number != UNKNOWN) ? CompletableFuture.completedFuture(number)
				: CompletableFuture.failedFuture(unknown());
	}

	private MemcachedException unknown() {
		return new MemcachedException(Reason.BREAKER_OPEN,
				"memcached " + this.node + " is not asked before it is known which servers it was used beside");
	}

	/**
	 * Returns how often the number has changed.
	 */
	long changes() {
		return this.state.changes;
	}

	/**
	 * Takes note of the number. For one thread at a time.
	 * @param number the number, or 0 if it is not known
	 */
	void become(long number) {
		State before = this.state;
		if (before.number != number) {
			this.state = new State(number, before.changes + 1);
		}
	}

	@Override
	public String toString() {
		return this.home.equals(this.node.address().name()) ? this.home : this.home + " at " + this.node;
	}

	/**
	 * The number, and how often another has taken its place.
	 *
	 * @param number the number, 0 if unknown
	 * @param changes how often it changed
	 */
	private record State(long number, long changes) {

	}

}
