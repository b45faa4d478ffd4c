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
package dev.larder.internal.store;

import dev.larder.internal.entry.Decoded;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.value.UnkeptValueException;
import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of entries, and reads them for each caller, as memcached would.
 * Thread-safe.
 */
public final class CodecCopier implements EntryCopier {

	private static final EncodedKey ANY_KEY = new EncodedKey("copy", null);

	private final EntryCodec codec;

	private final Refusals refusals;

	public CodecCopier(EntryCodec codec, Refusals refusals) {
		this.codec = codec;
		this.refusals = refusals;
	}

	@Override
	public @Nullable Entry keep(Entry entry) {
		if (entry.get() == null) {
			return entry;
		}
		try {
			return Entry.of(this.codec.encode(entry, ANY_KEY), entry.generation(), entry.writtenAt(),
					entry.freshUntil(), entry.loadMillis());
		}
		catch (UnkeptValueException ex) {
			this.refusals.refuse(ex);
			return null;
		}
		catch (SerializationException ex) {
			return null;
		}
	}

	@Override
	public @Nullable Entry give(Entry kept) {
		if (kept.get() == null) {
			return kept;
		}
		if (!(kept.get() instanceof Item item)) {
			// It was restored from a snapshot
			Entry bytes = keep(kept);
			return (bytes != null) ? give(bytes) : null;
		}
		Decoded header = this.codec.readHeader(item, ANY_KEY);
		return (header instanceof EntryHeader readable && this.codec.readEntry(item, readable) instanceof Entry copy)
				? copy : null;
	}

}
