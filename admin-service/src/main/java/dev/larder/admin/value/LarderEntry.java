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
import dev.larder.internal.entry.WireFlags;
import org.jspecify.annotations.Nullable;

/**
 * The header of an item of Larder's, as it is shown.
 *
 * @param kind the kind of the item
 * @param intact whether its checksum is right, or {@code null} if not all of it was read
 * @param generation the generation of its cache, in hexadecimal digits
 * @param writtenAt the time it was written
 * @param freshUntil the time until which it may be served, or until which a lease is
 * held; {@code null} if it never ends
 * @param loadTimeMs the time the value took to load, in milliseconds
 * @param key the whole key, if the item lies under its hash
 */
public record LarderEntry(EntryHeader.Kind kind, @Nullable Boolean intact, String generation,
		@Nullable Instant writtenAt, @Nullable Instant freshUntil, long loadTimeMs, @Nullable String key) {

	/**
	 * Reads the generation of an item of Larder's.
	 * @param flags the flags of the item, or {@code null} if they are not known
	 * @param value the value, or its beginning
	 * @return the number in its header, or {@code null} if there is none, or not all of
	 * the header
	 */
	public static @Nullable Long generation(@Nullable Long flags, byte[] value) {
		if (flags == null || !WireFlags.isLarder(flags) || WireFlags.version(flags) != WireFlags.VERSION) {
			return null;
		}
		EntryHeader header = EntryHeader.read(value);
		return (header != null) ? Long.valueOf(header.generation()) : null;
	}

	static LarderEntry of(EntryHeader header, @Nullable Boolean intact) {
		Instant freshUntil = (header.freshUntil() != Entry.NEVER) ? Instant.ofEpochMilli(header.freshUntil()) : null;
		return new LarderEntry(header.kind(), intact, HexFormat.of().toHexDigits(header.generation()),
				(header.writtenAt() > 0) ? Instant.ofEpochMilli(header.writtenAt()) : null, freshUntil,
				header.loadMillis(), header.key());
	}

}
