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
package dev.larder.internal.entry;

import org.jspecify.annotations.Nullable;

import dev.larder.serializer.SerializationException;

/**
 * Turns entries into items, and back. Reading takes two steps, so that what is stale or
 * of an old generation is found out before its value is read. Reading never throws,
 * whatever the data, and stays below a bound of memory.
 * <p>
 * Implementations are immutable and thread-safe.
 */
public sealed interface EntryCodec permits EnvelopeCodec, RawCodec {

	/**
	 * Returns whether items carry more than a value: a generation, times, leases.
	 * @return {@code false} for the format of others, in which none of these has a place
	 */
	boolean hasHeaders();

	/**
	 * Encodes an entry.
	 * @param entry the entry
	 * @param key the key it is stored under
	 * @return the item to store
	 * @throws SerializationException if the value cannot be written
	 */
	Item encode(Entry entry, EncodedKey key);

	/**
	 * Encodes a lease.
	 * @param lease the lease
	 * @param key the key it is stored under
	 * @return the item to store
	 * @throws UnsupportedOperationException if the format has no leases
	 */
	Item encode(Lease lease, EncodedKey key);

	/**
	 * Reads the header of an item.
	 * @param item the item, whose data is not changed and not copied
	 * @param key the key it was stored under, or {@code null} to accept that of any
	 * @return an {@link EntryHeader}, a {@link Lease}, or {@link Unreadable}
	 */
	Decoded readHeader(Item item, @Nullable EncodedKey key);

	/**
	 * Reads the value of an entry.
	 * @param item the item of the entry
	 * @param header its header, read by this codec
	 * @return an {@link Entry}, or {@link Unreadable}
	 */
	Decoded readEntry(Item item, EntryHeader header);

}
