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

import org.springframework.util.Assert;

import dev.larder.internal.entry.EntryHeader.Kind;
import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;

/**
 * Writes just the value, as other languages' clients do, and reads what they wrote. There
 * is no room for anything else: no {@code null}, no generation, no time, no lease.
 */
public final class RawCodec implements EntryCodec {

	private static final long MAX_FLAGS = Integer.MAX_VALUE;

	private static final EntryHeader NO_HEADER = new EntryHeader(Kind.VALUE, 0, 0, Entry.NEVER, 0, null, 0);

	private final ValueSerializer serializer;

	private final long flags;

	private final int maxSize;

	/**
	 * Creates a codec.
	 * @param serializer the serializer
	 * @param flags the number to store beside every value, usually 0; values are read if
	 * they have this number, or 0
	 * @param maxSize the size above which nothing is read, in bytes
	 */
	public RawCodec(ValueSerializer serializer, long flags, int maxSize) {
		Assert.notNull(serializer, "'serializer' must not be null");
		Assert.isTrue(flags >= 0 && flags <= MAX_FLAGS, "'flags' must be from 0 to " + MAX_FLAGS);
		Assert.isTrue(!WireFlags.isLarder(flags), "'flags' must not be those of Larder's own format");
		Assert.isTrue(maxSize > 0, "'maxSize' must be positive");
		this.serializer = serializer;
		this.flags = flags;
		this.maxSize = maxSize;
	}

	@Override
	public boolean hasHeaders() {
		return false;
	}

	@Override
	public Item encode(Entry entry, EncodedKey key) {
		Object value = entry.get();
		if (value == null) {
			throw new SerializationException("A raw cache cannot keep null");
		}
		if (key.isHashed()) {
			throw new SerializationException(
					"A raw cache cannot keep the key of an item, so that its keys must not be longer than "
							+ EncodedKey.MAX_LENGTH + " bytes: " + key.original());
		}
		return new Item(this.flags, this.serializer.serialize(value));
	}

	@Override
	public Item encode(Lease lease, EncodedKey key) {
		throw new UnsupportedOperationException("A raw cache has no leases");
	}

	@Override
	public Decoded readHeader(Item item, @Nullable EncodedKey key) {
		long flags = item.flags();
		if (flags != this.flags && flags != 0) {
			return new Unreadable(Reason.FOREIGN, "flags " + flags);
		}
		if (item.size() > this.maxSize || !item.hasData()) {
			return new Unreadable(Reason.TOO_LARGE, item.size() + " bytes");
		}
		if (key != null && key.isHashed()) {
			return new Unreadable(Reason.KEY_MISMATCH, key.original());
		}
		return NO_HEADER;
	}

	@Override
	public Decoded readEntry(Item item, EntryHeader header) {
		return new Payload(item.data(), header.length()).read(this.serializer, header);
	}

}
