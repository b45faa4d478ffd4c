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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The invalidations of one cache that a node may have missed. What they cover is not read
 * from that node until they have been repeated. Thread-safe and bounded: too many keys
 * become the whole cache.
 * <p>
 * A store that was not answered may be carried out late. A node keeps the order of one
 * connection, so a removal that is answered on the connection of the store comes after
 * it. On another connection it may come first, while the store still waits in the lost
 * one: as long as the server, or something before it, is slow. So the removal repairs
 * nothing there, and the whole cache counts as lost: an entry under a former generation
 * is invalid whenever it arrives.
 */
final class LostInvalidations {

	static final int MAX_KEYS = 10_000;

	/**
	 * Stands for the connection of a removal, which does no harm when it comes late.
	 */
	private static final int ANY_CONNECTION = Integer.MAX_VALUE;

	private final ConcurrentMap<String, Loss> keys = new ConcurrentHashMap<>();

	private final AtomicLong sequence = new AtomicLong();

	private final AtomicLong all = new AtomicLong();

	/**
	 * Returns whether nothing was lost.
	 */
	boolean isEmpty() {
		return this.all.get() == 0 && this.keys.isEmpty();
	}

	/**
	 * Returns whether a key may have an outdated entry on the node.
	 */
	boolean covers(String key) {
		return this.all.get() != 0 || (!this.keys.isEmpty() && this.keys.containsKey(key));
	}

	/**
	 * Remembers that the removal of a key may have been missed.
	 */
	void add(String key) {
		add(key, ANY_CONNECTION);
	}

	/**
	 * Remembers that a store was not answered.
	 * @param connection the number of the connection it was sent on
	 */
	void add(String key, int connection) {
		if (this.keys.size() >= MAX_KEYS) {
			addAll();
		}
		else {
			this.keys.merge(key, new Loss(this.sequence.incrementAndGet(), connection), Loss::after);
		}
	}

	/**
	 * Remembers that a clearing of the whole cache may have been missed.
	 */
	void addAll() {
		this.all.set(this.sequence.incrementAndGet());
	}

	/**
	 * Returns the mark of the present loss of a key, for {@link #repaired}.
	 */
	@Nullable Loss mark(String key) {
		return this.keys.isEmpty() ? null : this.keys.get(key);
	}

	/**
	 * Forgets the loss of a key, unless it was lost again since it was marked, or has to
	 * be repaired together with the whole cache.
	 * @param connection the number of the connection after the answer to the removal
	 */
	void repaired(String key, @Nullable Loss mark, int connection) {
		if (mark == null) {
			return;
		}
		if (mark.isBefore(connection)) {
			addAll();
		}
		else {
			this.keys.remove(key, mark);
		}
	}

	/**
	 * Returns the mark of the present loss of the whole cache, 0 for none.
	 */
	long markAll() {
		return this.all.get();
	}

	/**
	 * Forgets the loss of the whole cache and of all keys that were lost before it was
	 * marked, unless the whole cache was lost again since.
	 */
	void repairedAll(long mark) {
		this.keys.values().removeIf((lost) -> lost.sequence() <= mark);
		this.all.compareAndSet(mark, 0);
	}

	/**
	 * Returns the keys that were lost, with their marks.
	 */
	Map<String, Loss> keys() {
		return Map.copyOf(this.keys);
	}

	/**
	 * The loss of a key.
	 *
	 * @param sequence its place among all losses
	 * @param connection the number of the first connection with a store that was not
	 * answered
	 */
	record Loss(long sequence, int connection) {

		private boolean isBefore(int connection) {
			return this.connection < connection;
		}

		private static Loss after(Loss former, Loss latter) {
			return new Loss(latter.sequence, Math.min(former.connection, latter.connection));
		}

	}

}
