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
package dev.larder.coherence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.springframework.util.Assert;

/**
 * The bytes of an {@link Invalidation}, as {@code docs/coherence.md} specifies them.
 */
final class InvalidationFormat {

	static final byte VERSION = 1;

	private static final byte KEYS = 0;

	private static final byte EVERYTHING = 1;

	/**
	 * Version, kind, origin, time, length of the name.
	 */
	private static final int HEAD = 1 + 1 + 8 + 8 + 2;

	/**
	 * The number of keys, and the checksum.
	 */
	private static final int REST = 4 + 4;

	private static final int MAX_NAME = 0xFFFF;

	private InvalidationFormat() {
	}

	static byte[] write(Invalidation invalidation) {
		byte[] name = invalidation.node().getBytes(StandardCharsets.UTF_8);
		Assert.state(name.length <= MAX_NAME, "The name of the node is too long");
		int[] keyHashes = invalidation.keyHashes();
		ByteBuffer buffer = ByteBuffer.allocate(HEAD + name.length + REST + 4 * keyHashes.length);
		buffer.put(VERSION)
			.put(invalidation.isEverything() ? EVERYTHING : KEYS)
			.putLong(invalidation.origin())
			.putLong(invalidation.writtenAt())
			.putShort((short) name.length)
			.put(name)
			.putInt(keyHashes.length);
		for (int keyHash : keyHashes) {
			buffer.putInt(keyHash);
		}
		buffer.putInt(checksum(buffer.array(), buffer.position()));
		return buffer.array();
	}

	static Invalidation read(byte[] bytes) {
		Assert.notNull(bytes, "'bytes' must not be null");
		Assert.isTrue(bytes.length > 0 && bytes[0] == VERSION, "An invalidation of an unknown version");
		Assert.isTrue(bytes.length >= HEAD + REST, "An invalidation is cut short");
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		Assert.isTrue(checksum(bytes, bytes.length - 4) == buffer.getInt(bytes.length - 4),
				"An invalidation is damaged");
		byte kind = buffer.position(1).get();
		Assert.isTrue(kind == KEYS || kind == EVERYTHING, () -> "An invalidation is of unknown kind " + kind);
		long origin = buffer.getLong();
		long writtenAt = buffer.getLong();
		byte[] name = new byte[buffer.getShort() & MAX_NAME];
		Assert.isTrue(buffer.remaining() >= name.length + REST, "The node of an invalidation is cut short");
		buffer.get(name);
		int count = buffer.getInt();
		Assert.isTrue(buffer.remaining() == 4L * count + 4, "The keys of an invalidation are not as many as it says");
		int[] keyHashes = new int[count];
		for (int i = 0; i < count; i++) {
			keyHashes[i] = buffer.getInt();
		}
		return new Invalidation(new String(name, StandardCharsets.UTF_8), origin, writtenAt, kind == EVERYTHING,
				keyHashes);
	}

	private static int checksum(byte[] bytes, int length) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, length);
		return (int) checksum.getValue();
	}

}
