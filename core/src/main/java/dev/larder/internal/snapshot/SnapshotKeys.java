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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes, reads and identifies the keys of one cache. Equal keys have equal identities,
 * also in another process. Every key is read back before it is written: a key that came
 * back as another would be a wrong entry. Thread-safe.
 */
final class SnapshotKeys {

	private final KeyEncoder encoder;

	private final KeyIdentity cache;

	private final List<ValueSerializer> writers;

	private final Map<Integer, ValueSerializer> readers = new HashMap<>();

	SnapshotKeys(String cacheName, SnapshotValues values) {
		this.encoder = new KeyEncoder("", cacheName);
		this.cache = KeyIdentity.of(this.encoder.head());
		this.writers = values.keyWriters();
		values.keyReaders().forEach((reader) -> this.readers.put(reader.format(), reader));
		this.writers.forEach((writer) -> this.readers.put(writer.format(), writer));
	}

	/**
	 * Returns the mark that stands for all keys of the cache.
	 */
	KeyIdentity cache() {
		return this.cache;
	}

	/**
	 * Returns the identity of a key.
	 * @param key the key as the application gave it, or as the tier keeps it
	 * @return the identity, or {@code null} if the key has none, so that no snapshot
	 * holds it
	 */
	@Nullable KeyIdentity identify(Object key) {
		try {
			EncodedKey encoded = (key instanceof EntryKey kept) ? kept.encoded() : this.encoder.encode(key);
			return KeyIdentity.of((encoded.original() != null) ? encoded.original() : encoded.text());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Writes a key.
	 * @param key the key as the tier keeps it
	 * @param value its value, as it is stored
	 * @return the entry as it is stored, or {@code null} if the key survives no
	 * serializer, or has no identity
	 */
	@Nullable StoredEntry write(Object key, Item value) {
		KeyIdentity identity = identify(key);
		if (identity == null) {
			return null;
		}
		Object original = (key instanceof EntryKey kept) ? kept.original() : key;
		for (ValueSerializer writer : this.writers) {
			byte[] data = write(original, identity, writer);
			if (data != null) {
				return new StoredEntry(identity, writer.format(), data, value);
			}
		}
		return null;
	}

	private byte @Nullable [] write(Object key, KeyIdentity identity, ValueSerializer writer) {
		try {
			byte[] data = writer.serialize(key);
			return identity.equals(identify(writer.deserialize(data))) ? data : null;
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			return null;
		}
	}

	/**
	 * Reads the key of an entry.
	 * @return the key as the tier keeps it
	 * @throws SerializationException if it cannot be read, or is not the one it was
	 */
	Object read(StoredEntry stored) {
		ValueSerializer reader = this.readers.get(stored.keyFormat());
		if (reader == null) {
			throw new SerializationException("There is no serializer with the number " + stored.keyFormat());
		}
		Object key = read(reader, stored.key());
		if (!stored.identity().equals(identify(key))) {
			throw new SerializationException("A key of type " + key.getClass().getName() + " is not what it was");
		}
		try {
			return this.encoder.identify(key);
		}
		catch (UnusableKeyException ex) {
			throw new SerializationException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static Object read(ValueSerializer reader, byte[] data) {
		try {
			return reader.deserialize(data);
		}
		catch (SerializationException ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			throw new SerializationException("Cannot read a key: " + ex, ex);
		}
	}

}
