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

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.apache.commons.logging.LogFactory;

import dev.larder.internal.log.ThrottledLog;

/**
 * Counts what goes wrong with one cache in memcached, and logs it where the node's own
 * health does not. Thread-safe.
 */
final class TierLog {

	private final String cacheName;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(RemoteStore.class));

	private final LongAdder stored = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder unreadable = new LongAdder();

	TierLog(String cacheName) {
		this.cacheName = cacheName;
	}

	/**
	 * A server took an entry.
	 */
	void stored() {
		this.stored.increment();
	}

	/**
	 * An operation failed; the node has logged it.
	 */
	void failed() {
		this.failures.increment();
	}

	/**
	 * An item could not be read.
	 */
	void unreadable(String reason, Supplier<String> message) {
		this.unreadable.increment();
		warn(reason, message);
	}

	/**
	 * The items on a node could not be removed.
	 */
	void notCleared(String reason, Supplier<String> message) {
		failed();
		warn(reason, message);
	}

	TierStatistics statistics() {
		return new TierStatistics(this.stored.sum(), this.failures.sum(), this.unreadable.sum());
	}

	private void warn(String reason, Supplier<String> message) {
		this.log.warn(reason, () -> line(message));
	}

	private String line(Supplier<String> message) {
		return "Cache '" + this.cacheName + "': " + message.get();
	}

}
