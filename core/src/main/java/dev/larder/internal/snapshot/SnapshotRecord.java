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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One record of a snapshot.
 */
sealed interface SnapshotRecord {

	/**
	 * The entries that follow are of this cache.
	 *
	 * @param name the name of the cache
	 */
	record CacheStart(String name) implements SnapshotRecord {

		static CacheStart read(ByteBuffer body) {
			return new CacheStart(StandardCharsets.UTF_8.decode(body).toString());
		}

		byte[] write() {
			return this.name.getBytes(StandardCharsets.UTF_8);
		}

	}

	/**
	 * An entry. The data is not copied.
	 */
	final class StoredEntry implements SnapshotRecord {

		private static final int FIXED_LENGTH = KeyIdentity.LENGTH + 1 + 4 + 4;

		private final StoredKey key;

		private final long flags;

		private final byte[] data;

		/**
		 * Creates a stored entry.
		 * @param key its key
		 * @param flags the flags of the value
		 * @param data the value with its times, as the codec wrote it
		 */
		StoredEntry(StoredKey key, long flags, byte[] data) {
			this.key = key;
			this.flags = flags;
			this.data = data;
		}

		StoredKey key() {
			return this.key;
		}

		long flags() {
			return this.flags;
		}

		byte[] data() {
			return this.data;
		}

		static StoredEntry read(ByteBuffer body) throws DamagedSnapshotException {
			if (body.remaining() < FIXED_LENGTH) {
				throw new DamagedSnapshotException("an entry is too short");
			}
			KeyIdentity identity = KeyIdentity.read(body);
			int format = body.get() & 0xFF;
			long flags = body.getInt() & 0xFFFFFFFFL;
			int keyLength = body.getInt();
			if (keyLength < 0 || keyLength > body.remaining()) {
				throw new DamagedSnapshotException("a key has the length " + keyLength);
			}
			byte[] key = new byte[keyLength];
			body.get(key);
			byte[] data = new byte[body.remaining()];
			body.get(data);
			return new StoredEntry(new StoredKey(identity, format, key), flags, data);
		}

		long length() {
			return (long) FIXED_LENGTH + this.key.data().length + this.data.length;
		}

		byte[] write() {
			ByteBuffer body = ByteBuffer.allocate((int) length());
			this.key.identity().write(body);
			body.put((byte) this.key.format()).putInt((int) this.flags).putInt(this.key.data().length);
			body.put(this.key.data()).put(this.data);
			return body.array();
		}

	}

}
