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

import dev.larder.internal.entry.Decoded;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.entry.Refusals.Reason;
import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.store.ErrorReason;
import dev.larder.internal.value.UnkeptValueException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the entries of one cache into items of memcached and back. Thread-safe.
 */
final class EntryItems {

	private final EntryCodec codec;

	private final int maxSize;

	private final Lifetimes lifetimes;

	private final Refusals refusals;

	private final StoreMonitor monitor;

	/**
	 * Creates what writes and reads the items of a cache.
	 * @param codec writes and reads entries
	 * @param maxSize the size in bytes above which an entry is not sent, as the servers
	 * would refuse it
	 * @param lifetimes how long entries live
	 * @param refusals told of the values that cannot be stored
	 * @param monitor told of the items that cannot be read
	 */
	EntryItems(EntryCodec codec, int maxSize, Lifetimes lifetimes, Refusals refusals, StoreMonitor monitor) {
		this.codec = codec;
		this.maxSize = maxSize;
		this.lifetimes = lifetimes;
		this.refusals = refusals;
		this.monitor = monitor;
	}

	/**
	 * Returns whether items carry more than a value: a generation, times, leases.
	 */
	boolean haveHeaders() {
		return this.codec.hasHeaders();
	}

	/**
	 * Counts an item that a server took.
	 */
	void countStored() {
		this.monitor.stored();
	}

	/**
	 * Writes an entry.
	 * @return the item, or {@code null} if the value cannot be stored, which is logged
	 */
	@Nullable Item write(Entry entry, EncodedKey key) {
		Item item;
		try {
			item = this.codec.encode(entry, key);
		}
		catch (UnkeptValueException ex) {
			this.refusals.refuse(ex);
			return null;
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			// What a serializer of the application throws must not reach a caller
			this.refusals.refuse(Reason.ALTERED, typeOf(entry), "",
					() -> "a value of type " + typeOf(entry) + " is not cached, as it cannot be written: " + ex,
					"Choose another serializer with the property 'serializer' of the cache");
			return null;
		}
		if (item.size() > this.maxSize) {
			refuseAsTooLarge(entry, key, item.size());
			return null;
		}
		return item;
	}

	Item write(Lease lease, EncodedKey key) {
		return this.codec.encode(lease, key);
	}

	/**
	 * Returns the entry of an item, if it may be served.
	 * @param item the item, or {@code null} if there is none
	 * @param key the key it was found under
	 * @param generation the present generation of the cache
	 * @return the entry, or {@code null}
	 */
	@Nullable Entry read(@Nullable Item item, EncodedKey key, long generation) {
		return (item != null && header(item, key) instanceof EntryHeader header && header.generation() == generation
				&& isFresh(header)) ? read(item, header, key) : null;
	}

	/**
	 * Returns the entry of an item, if it may be served in need.
	 * @param item the item, or {@code null} if there is none
	 * @param key the key it was found under
	 * @param generation the present generation of the cache
	 * @return the entry, or {@code null}
	 */
	@Nullable Entry readKept(@Nullable Item item, EncodedKey key, long generation) {
		return (item != null && header(item, key) instanceof EntryHeader header && isKept(header, generation))
				? read(item, header, key) : null;
	}

	/**
	 * Returns what an item says of itself. What cannot be read is logged.
	 */
	Decoded header(Item item, EncodedKey key) {
		Decoded header = this.codec.readHeader(item, key);
		if (header instanceof Unreadable unreadable) {
			warn(unreadable, key);
		}
		return header;
	}

	boolean isFresh(EntryHeader header) {
		return header.isFresh(this.lifetimes.now());
	}

	/**
	 * Returns whether an entry may be served in need, though it may be outdated.
	 */
	boolean isKept(EntryHeader header, long generation) {
		return header.generation() == generation
				&& this.lifetimes.now() < this.lifetimes.keptUntil(header.freshUntil());
	}

	/**
	 * Returns whether an item is a certain lease.
	 */
	boolean holds(Item item, EncodedKey key, Lease lease) {
		return lease.equals(this.codec.readHeader(item, key));
	}

	/**
	 * Returns when an entry expires, as memcached wants to be told.
	 */
	int exptime(Entry entry) {
		long until = this.lifetimes.keptUntil(entry.freshUntil());
		if (until == Entry.NEVER) {
			return Exptime.NEVER;
		}
		return Exptime.of(Duration.ofMillis(Math.max(1, until - entry.writtenAt())), this.lifetimes.now());
	}

	void refuseAsTooLarge(Entry entry, EncodedKey key, int size) {
		this.refusals.refuse(Reason.TOO_LARGE, typeOf(entry), "",
				() -> "a value of type " + typeOf(entry) + " under key '" + key.text() + "' is not cached, as its "
						+ size + " bytes are more than memcached takes",
				"Raise 'larder.memcached.max-item-size' and the server's option -I, or cache less in one value");
	}

	private @Nullable Entry read(Item item, EntryHeader header, EncodedKey key) {
		Decoded decoded = this.codec.readEntry(item, header);
		if (decoded instanceof Entry entry) {
			return entry;
		}
		warn((Unreadable) decoded, key);
		return null;
	}

	private void warn(Unreadable unreadable, EncodedKey key) {
		this.monitor.failed(ErrorReason.UNREADABLE, unreadable.reason().name(),
				() -> "the item under key '" + key.text() + "' counts as missing, as it cannot be read: "
						+ unreadable.reason() + ((unreadable.detail() != null) ? ", " + unreadable.detail() : ""));
	}

	private static String typeOf(Entry entry) {
		Object value = entry.get();
		return (value != null) ? value.getClass().getName() : "null";
	}

}
