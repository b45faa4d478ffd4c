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
package dev.larder.internal.entry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Whole numbers in one to ten bytes, small ones in fewer (LEB128, unsigned).
 */
final class Varint {

	private static final int MAX_SHIFT = 63;

	private Varint() {
	}

	static int length(long value) {
		return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
	}

	static void write(ByteBuffer target, long value) {
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			target.put((byte) (rest | 0x80));
			rest >>>= 7;
		}
		target.put((byte) rest);
	}

	/**
	 * Reads a number.
	 * @throws BufferUnderflowException if the bytes end before the number does, or the
	 * number does not
	 */
	static long read(ByteBuffer source) {
		long value = 0;
		for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
			byte next = source.get();
			value |= (next & 0x7FL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new BufferUnderflowException();
	}

}
