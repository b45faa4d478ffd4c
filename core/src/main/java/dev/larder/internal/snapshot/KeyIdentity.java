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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The identity of a key of a cache, or of a whole cache, in the files: the first 128 bits
 * of the SHA-256 of its text. Should two keys ever share one, an entry is forgotten for
 * nothing.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
record KeyIdentity(long high, long low) {

	static final int LENGTH = 16;

	static KeyIdentity of(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return read(ByteBuffer.wrap(hash));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	static KeyIdentity read(ByteBuffer source) {
		return new KeyIdentity(source.getLong(), source.getLong());
	}

	void write(ByteBuffer target) {
		target.putLong(this.high).putLong(this.low);
	}

}
