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

package dev.larder.admin.value;

import java.time.Instant;
import java.util.HexFormat;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.ValueDigest;
import dev.larder.internal.entry.WireFlags;
import org.jspecify.annotations.Nullable;

/**
 * An item of Larder's, read to be compared with others. Its value is unpacked, within
 * bounds, but never shown.
 *
 * @param lease whether it is the lease of an instance that loads the value
 * @param generation the generation of its cache, in hexadecimal digits
 * @param writtenAt when it was written, or {@code null} if unknown
 * @param freshUntil until when it may be served, or a lease is held; {@code null} if that
 * never ends
 * @param digest tells equal values from different ones, or {@code null} if the value
 * cannot be unpacked
 * @param valueBytes the length of the serialized value
 */
public record LarderItem(boolean lease, String generation, @Nullable Instant writtenAt, @Nullable Instant freshUntil,
		@Nullable String digest, @Nullable Long valueBytes) {

	/**
	 * The longest value that is read, in bytes.
	 */
	public static final int MAX_SIZE = EnvelopeCodec.DEFAULT_MAX_SIZE;

	/**
	 * Reads an item.
	 * @param flags its flags, or {@code null} if they are not known
	 * @param value its whole value
	 * @return the item, or {@code null} if Larder did not write it, or it is damaged
	 */
	public static @Nullable LarderItem read(@Nullable Long flags, byte[] value) {
		if (flags == null || !WireFlags.isLarder(flags) || WireFlags.version(flags) != WireFlags.VERSION) {
			return null;
		}
		Item item = new Item(flags, value);
		EntryHeader header = EntryHeader.isIntact(item) ? EntryHeader.read(value) : null;
		if (header == null) {
			return null;
		}
		boolean lease = header.kind() == EntryHeader.Kind.LEASE;
		ValueDigest digest = lease ? null : ValueDigest.of(item, header, MAX_SIZE);
		return new LarderItem(lease, HexFormat.of().toHexDigits(header.generation()),
				(header.writtenAt() > 0) ? Instant.ofEpochMilli(header.writtenAt()) : null,
				(header.freshUntil() != Entry.NEVER) ? Instant.ofEpochMilli(header.freshUntil()) : null,
				(digest != null) ? digest.text() : null, (digest != null) ? Long.valueOf(digest.size()) : null);
	}

}
