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

import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.LostInvalidations.Loss;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of one cache that were put explicitly. Thread-safe.
 */
final class EntryWriter {

	private static final int ADD_ATTEMPTS = 3;

	private final EntryItems items;

	private final StoreMonitor monitor;

	EntryWriter(EntryItems items, StoreMonitor monitor) {
		this.items = items;
		this.monitor = monitor;
	}

	/**
	 * Stores an entry, replacing any other.
	 * @return complete when it is stored, or will not be; never fails, as what does is
	 * remembered
	 */
	CompletableFuture<Void> set(CachePart part, EncodedKey key, Entry entry, Item item) {
		Loss mark = part.lost().mark(key.text());
		int connection = part.connection();
		return part.operations().set(key.text(), item, this.items.exptime(entry)).handle((result, failure) -> {
			if (failure != null) {
				this.monitor.failed(failure);
				part.missed(key.text(), connection);
			}
			else {
				// The former value is gone, as a server that refuses a value removes it
				part.reached(key.text(), mark);
				answered(result, key, entry, item);
			}
			return null;
		});
	}

	/**
	 * Stores an entry unless there is one that may be served.
	 * @return the entry that was there, or {@code null} if there was none, or that is not
	 * known
	 */
	@Nullable Entry add(CachePart part, EncodedKey key, Entry entry, Item item) {
		int exptime = this.items.exptime(entry);
		int connection = part.connection();
		for (int attempt = 0; attempt < ADD_ATTEMPTS; attempt++) {
			StoreResult added = this.monitor.await(part.operations().add(key.text(), item, exptime));
			if (added != StoreResult.NOT_STORED) {
				written(part, key, entry, item, connection, added);
				return null;
			}
			Item present = this.monitor.await(part.operations().gets(key.text()));
			Entry presentEntry = this.items.read(present, key, entry.generation());
			if (presentEntry != null) {
				return presentEntry;
			}
			if (present != null) {
				StoreResult replaced = this.monitor
					.await(part.operations().compareAndSet(key.text(), present, item, exptime));
				written(part, key, entry, item, connection, replaced);
				if (replaced == StoreResult.STORED) {
					return null;
				}
			}
		}
		return null;
	}

	// What was not answered may yet happen, after whatever others do to the key meanwhile
	private void written(CachePart part, EncodedKey key, Entry entry, Item item, int connection,
			@Nullable StoreResult result) {
		if (result == null) {
			part.missed(key.text(), connection);
			return;
		}
		if (result == StoreResult.STORED) {
			part.changed(key.text());
		}
		answered(result, key, entry, item);
	}

	private void answered(StoreResult result, EncodedKey key, Entry entry, Item item) {
		if (result == StoreResult.STORED) {
			this.monitor.stored();
		}
		else if (result == StoreResult.TOO_LARGE) {
			this.items.refuseAsTooLarge(entry, key, item.data().length);
		}
	}

}
