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

import dev.larder.entry.DecodedHeader;
import dev.larder.entry.EncodedEntry;
import dev.larder.entry.EncodedKey;
import dev.larder.entry.Entry;
import dev.larder.entry.EntryCodec;
import dev.larder.entry.EntryHeader;
import dev.larder.local.EntryCopier;
import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Copies entries by writing and reading them, as memcached would give them. Thread-safe.
 */
final class CodecCopier implements EntryCopier {

	private static final EncodedKey ANY_KEY = new EncodedKey("copy", null);

	private final EntryCodec codec;

	CodecCopier(EntryCodec codec) {
		this.codec = codec;
	}

	@Override
	public @Nullable Entry copy(Entry entry) {
		try {
			EncodedEntry encoded = this.codec.encode(entry, ANY_KEY);
			DecodedHeader header = this.codec.readHeader(encoded.flags(), encoded.data(), ANY_KEY);
			return (header instanceof EntryHeader readable && this.codec.readEntry(readable) instanceof Entry copy)
					? copy : null;
		}
		catch (SerializationException ex) {
			return null;
		}
	}

}
