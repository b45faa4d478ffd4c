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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.entry.EntryKey;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The changes by one transaction of one cache, and its loads, until its commit. Keys are
 * told apart by their identities. Not thread-safe: a transaction belongs to one thread.
 */
final class TransactionChanges implements TransactionSynchronization {

	/**
	 * How many rights to store are held at a time. What is loaded beyond is not stored.
	 */
	private static final int MAX_LOADS = 1000;

	private final LarderCache cache;

	private final Map<Object, Change> changes = new LinkedHashMap<>();

	private boolean cleared;

	private int loads;

	private TransactionChanges(LarderCache cache) {
		this.cache = cache;
	}

	/**
	 * Returns the changes of the present transaction.
	 * @param cache the cache
	 * @return the changes, or {@code null} if there were none so far
	 */
	static @Nullable TransactionChanges present(LarderCache cache) {
		return (TransactionChanges) TransactionSynchronizationManager.getResource(cache.store());
	}

	/**
	 * Returns the changes of the present transaction, beginning to note them if need be.
	 * @param cache the cache
	 * @return the changes
	 */
	static TransactionChanges current(LarderCache cache) {
		TransactionChanges present = present(cache);
		if (present != null) {
			return present;
		}
		TransactionChanges changes = new TransactionChanges(cache);
		TransactionSynchronizationManager.registerSynchronization(changes);
		TransactionSynchronizationManager.bindResource(cache.store(), changes);
		return changes;
	}

	/**
	 * Returns the change of a key by the transaction.
	 * @param key the key
	 * @return the last change, or {@code null} if there was none
	 */
	@Nullable Change get(Object key) {
		Change change = this.changes.get(key);
		return (change == null && this.cleared) ? Change.REMOVAL : change;
	}

	/**
	 * Notes a put.
	 * @param key the key
	 * @param value the value
	 * @param view the view of the cache to put it through
	 */
	void put(EntryKey key, @Nullable Object value, LarderCache view) {
		change(key.identity(), new Change(value, (committed) -> {
			if (committed) {
				view.put(key, value);
			}
		}));
	}

	void evict(Object key) {
		change(key, removal(key));
	}

	/**
	 * Notes a load.
	 * @param key the key
	 * @param value the value
	 * @param end stores it, or gives the right to do so back
	 */
	void loaded(Object key, @Nullable Object value, End end) {
		if (this.loads >= MAX_LOADS || get(key) != null) {
			end.accept(false);
		}
		else {
			this.loads++;
			change(key, new Change(value, end));
		}
	}

	void clear() {
		end(false);
		this.cleared = true;
	}

	private void change(Object key, Change change) {
		Change former = this.changes.remove(key);
		if (former != null) {
			former.end().accept(false);
		}
		this.changes.put(key, change);
	}

	private Change removal(Object key) {
		return new Change(Change.REMOVED, (committed) -> {
			if (committed) {
				this.cache.evict(key);
			}
		});
	}

	private void end(boolean committed) {
		boolean cleared = this.cleared;
		List<Change> changes = new ArrayList<>(this.changes.values());
		this.cleared = false;
		this.changes.clear();
		this.loads = 0;
		if (cleared && committed) {
			this.cache.clear();
		}
		changes.forEach((change) -> change.end().accept(committed));
	}

	// What was done since the savepoint is not told apart from what was done before
	@Override
	public void savepointRollback(Object savepoint) {
		List.copyOf(this.changes.keySet()).forEach(this::evict);
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResource(this.cache.store());
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(this.cache.store(), this);
	}

	@Override
	public void afterCommit() {
		end(true);
	}

	// Also what others did when they were told of the commit
	@Override
	public void afterCompletion(int status) {
		if (TransactionSynchronizationManager.getResource(this.cache.store()) == this) {
			TransactionSynchronizationManager.unbindResource(this.cache.store());
		}
		if (status == STATUS_UNKNOWN) {
			savepointRollback(this);
		}
		end(status != STATUS_ROLLED_BACK);
	}

	/**
	 * A change of a key, or a load.
	 *
	 * @param value the value the transaction finds from now on
	 * @param end the work that is left for its end
	 */
	record Change(@Nullable Object value, End end) {

		private static final Object REMOVED = new Object();

		private static final Change REMOVAL = new Change(REMOVED, (committed) -> {
		});

		boolean isRemoval() {
			return this.value == REMOVED;
		}

	}

	/**
	 * The work that is left for the end of a transaction.
	 */
	@FunctionalInterface
	interface End {

		/**
		 * Ends a change.
		 * @param committed whether the change is to take effect
		 */
		void accept(boolean committed);

	}

}
