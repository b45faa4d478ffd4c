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

import java.time.Duration;

import dev.larder.internal.entry.Item;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.MemcachedException.Reason;

/**
 * Whether a node has {@code cas}, which some servers, or some of their settings, lack: as
 * its answers show. Thread-safe.
 */
final class CasSupport {

	private static final long REFUSAL_NANOS = Duration.ofMinutes(1).toNanos();

	private final String name;

	private final ThrottledLog log;

	private volatile boolean missing;

	private volatile boolean refused;

	private volatile long refusedAt;

	/**
	 * Creates the state of a node that is expected to have {@code cas}.
	 * @param address the node
	 * @param log told when it has not
	 */
	CasSupport(NodeAddress address, ThrottledLog log) {
		this.name = address.name();
		this.log = log;
	}

	/**
	 * An item was read for which a CAS token was asked.
	 */
	void read(Item item) {
		if (item.cas() == 0) {
			noteMissing();
		}
		else if (this.missing) {
			this.missing = false;
		}
	}

	/**
	 * The server has refused {@code cas} or {@code gets}, with
	 * {@link Reason#UNSUPPORTED}.
	 */
	void refused() {
		this.refusedAt = System.nanoTime();
		this.refused = true;
		noteMissing();
	}

	/**
	 * The server answers again. It may be another one by now, unless the refusal, which
	 * costs a connection, is what brought it down.
	 */
	void serverIsBack() {
		if (System.nanoTime() - this.refusedAt > REFUSAL_NANOS) {
			this.refused = false;
		}
	}

	private void noteMissing() {
		if (!this.missing) {
			this.missing = true;
			this.log.warn("cas", () -> "memcached " + this.name + " has no 'cas'. What is loaded is stored all the "
					+ "same, but a change in the very moment of storing may be missed; see docs/failure.md");
		}
	}

	/**
	 * Returns whether items come without CAS tokens, or {@code cas} is refused.
	 */
	boolean isMissing() {
		return this.missing;
	}

	/**
	 * Returns whether neither {@code cas} nor {@code gets} is to be asked for, until the
	 * server was away for another reason.
	 */
	boolean isRefused() {
		return this.refused;
	}

}
