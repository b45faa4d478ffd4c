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
package dev.larder.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.jspecify.annotations.Nullable;

/**
 * A key, the versions its value had in the database, and the oldest of them that each
 * instance may still read. Thread-safe.
 */
final class ModelKey {

	private final String name;

	private final AtomicLong version = new AtomicLong();

	private final Map<ClusterInstance, Long> oldestRead = new ConcurrentHashMap<>();

	/**
	 * By instance that has put the key without success: the last version put.
	 */
	private final Map<ClusterInstance, Long> unansweredPuts = new ConcurrentHashMap<>();

	// Whoever caches what it has written must not be overtaken by another change between
	// the two; that is no cache's business, and so it is excluded here
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final ModelHistory history;

	ModelKey(String name, ModelHistory history) {
		this.name = name;
		this.history = history;
	}

	String name() {
		return this.name;
	}

	ReadWriteLock lock() {
		return this.lock;
	}

	/**
	 * Changes the value in the database.
	 * @return the new version
	 */
	long change() {
		return this.version.incrementAndGet();
	}

	/**
	 * Reads the version from the database.
	 */
	long version() {
		return this.version.get();
	}

	/**
	 * Reads the value from the database.
	 */
	String value() {
		return value(version());
	}

	String value(long version) {
		return this.name + "=" + version;
	}

	/**
	 * Notes that no read that begins from now on may give an instance an older version.
	 */
	void noLongerRead(long version, ClusterInstance instance) {
		this.history.add(() -> this.name + " is at least " + version + " for " + instance);
		this.oldestRead.merge(instance, version, Math::max);
	}

	/**
	 * Notes that a put was not answered: the server may carry it out at any time, until
	 * the instance that sent it has repeated that the key was changed.
	 */
	void unanswered(long version, ClusterInstance writer) {
		this.history.add(() -> this.name + "=" + version + " put by " + writer + " without an answer");
		this.unansweredPuts.merge(writer, version, Math::max);
	}

	/**
	 * Notes that the puts of an instance up to a version are past.
	 */
	void past(long version, ClusterInstance writer) {
		this.unansweredPuts.computeIfPresent(writer, (instance, last) -> (last <= version) ? null : last);
	}

	/**
	 * Returns the oldest version that a read which begins now may give an instance.
	 */
	long oldestReadBy(ClusterInstance instance) {
		boolean certain = this.unansweredPuts.isEmpty()
				|| (this.unansweredPuts.size() == 1 && this.unansweredPuts.containsKey(instance));
		return certain ? this.oldestRead.getOrDefault(instance, 0L) : 0;
	}

	/**
	 * Checks what a read gave.
	 * @param read the value, or {@code null} if there was none
	 * @param oldest what {@link #oldestReadBy} returned before the read
	 */
	void check(@Nullable Object read, long oldest, String how) {
		this.history.add(() -> Thread.currentThread().getName() + ": " + how + " of " + this.name + ": " + read);
		if (read == null) {
			return;
		}
		String value = String.valueOf(read);
		if (!value.startsWith(this.name + "=")) {
			throw new AssertionError(how + " of " + this.name + " gave the value of another key: " + value);
		}
		long found = Long.parseLong(value.substring(this.name.length() + 1));
		if (found < oldest || found > version()) {
			throw new AssertionError(how + " of " + this.name + " gave version " + found + " though " + oldest
					+ " was the oldest to be read, and " + version() + " is the last:\n" + this.history);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
