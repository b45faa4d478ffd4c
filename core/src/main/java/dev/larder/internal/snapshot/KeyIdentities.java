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
package dev.larder.internal.snapshot;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what stands for the keys of one cache. Equal keys have equal identities, also in
 * another process. Immutable and thread-safe.
 */
final class KeyIdentities {

	private final KeyEncoder encoder;

	private final KeyIdentity cache;

	KeyIdentities(String cacheName) {
		this.encoder = new KeyEncoder("", cacheName);
		this.cache = KeyIdentity.of(this.encoder.head());
	}

	/**
	 * Returns the identity of a key.
	 * @param key the key as the application gave it, or as the tier keeps it
	 * @return the identity, or {@code null} if the key has none, so that no snapshot
	 * holds it
	 */
	@Nullable KeyIdentity of(Object key) {
		try {
			EncodedKey encoded = (key instanceof EntryKey kept) ? kept.encoded() : this.encoder.encode(key);
			return KeyIdentity.of((encoded.original() != null) ? encoded.original() : encoded.text());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Returns what a tier keeps a key as.
	 * @param key the key as the application gave it
	 */
	Object kept(Object key) {
		return this.encoder.identify(key);
	}

	/**
	 * Returns what stands for all keys of the cache.
	 */
	KeyIdentity cache() {
		return this.cache;
	}

}
