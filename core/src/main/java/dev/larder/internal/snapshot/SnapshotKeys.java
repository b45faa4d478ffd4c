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

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.ValueSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the keys of one cache. Every key is read back before it is written: a
 * key that came back as another would be a wrong entry. Thread-safe.
 */
final class SnapshotKeys {

	private final KeyIdentities identities;

	private final List<ValueSerializer> writers;

	private final Map<Integer, ValueSerializer> readers = new HashMap<>();

	SnapshotKeys(KeyIdentities identities, SnapshotValues values) {
		this.identities = identities;
		this.writers = values.keyWriters();
		values.keyReaders().forEach((reader) -> this.readers.put(reader.format(), reader));
		this.writers.forEach((writer) -> this.readers.put(writer.format(), writer));
	}

	/**
	 * Writes a key.
	 * @param key the key as the tier keeps it
	 * @return the key as it is stored, or {@code null} if it survives no serializer, or
	 * has no identity
	 */
	@Nullable StoredKey write(Object key) {
		KeyIdentity identity = this.identities.of(key);
		if (identity == null) {
			return null;
		}
		Object original = (key instanceof EntryKey kept) ? kept.original() : key;
		for (ValueSerializer writer : this.writers) {
			byte[] data = write(original, identity, writer);
			if (data != null) {
				return new StoredKey(identity, writer.format(), data);
			}
		}
		return null;
	}

	private byte @Nullable [] write(Object key, KeyIdentity identity, ValueSerializer writer) {
		try {
			byte[] data = writer.serialize(key);
			return identity.equals(this.identities.of(writer.deserialize(data))) ? data : null;
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			return null;
		}
	}

	/**
	 * Reads a key.
	 * @return the key as the tier keeps it
	 * @throws SerializationException if it cannot be read, or is not the one it was
	 */
	Object read(StoredKey stored) {
		ValueSerializer reader = this.readers.get(stored.format());
		if (reader == null) {
			throw new SerializationException("There is no serializer with the number " + stored.format());
		}
		Object key = read(reader, stored.data());
		if (!stored.identity().equals(this.identities.of(key))) {
			throw new SerializationException("A key of type " + key.getClass().getName() + " is not what it was");
		}
		try {
			return this.identities.kept(key);
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
