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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Unpacks an LZ4 block within the bounds of {@link Inflated}, as far as it is there.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">the block
 * format</a>
 */
final class Lz4Inflater {

	private static final int MIN_MATCH = 4;

	private static final int EXTENDED = 15;

	private final ByteBuffer source;

	private final byte[] target;

	private int length;

	private Lz4Inflater(byte[] bytes, int limit) {
		this.source = ByteBuffer.wrap(bytes);
		this.target = new byte[limit];
	}

	/**
	 * Unpacks a block.
	 * @param bytes the block, or its beginning
	 * @param inflatedLength how many bytes should come out
	 * @return what came out
	 */
	static Inflated inflate(byte[] bytes, long inflatedLength) {
		int limit = (int) Math.min(Inflated.limit(bytes.length), Math.max(0, inflatedLength));
		Lz4Inflater inflater = new Lz4Inflater(bytes, limit);
		boolean damaged = false;
		try {
			inflater.inflate();
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException ex) {
			damaged = true;
		}
		byte[] result = Arrays.copyOf(inflater.target, inflater.length);
		if (result.length == inflatedLength) {
			return new Inflated(result, null);
		}
		return new Inflated(result, damaged || limit == inflatedLength ? Inflated.DAMAGED : Inflated.BOMB);
	}

	private void inflate() {
		while (this.source.hasRemaining() && this.length < this.target.length) {
			int token = Byte.toUnsignedInt(this.source.get());
			copyLiterals(extended(token >>> 4));
			// The last sequence has no match
			if (this.source.hasRemaining() && this.length < this.target.length) {
				int offset = Byte.toUnsignedInt(this.source.get()) | (Byte.toUnsignedInt(this.source.get()) << 8);
				copyMatch(offset, extended(token & EXTENDED) + MIN_MATCH);
			}
		}
	}

	private int extended(int start) {
		int value = start;
		if (start == EXTENDED) {
			int next;
			do {
				next = Byte.toUnsignedInt(this.source.get());
				value += next;
			}
			while (next == 255);
		}
		return value;
	}

	private void copyLiterals(int count) {
		int available = Math.min(count, this.source.remaining());
		int copied = Math.min(available, this.target.length - this.length);
		this.source.get(this.target, this.length, copied);
		this.length += copied;
		if (available < count) {
			throw new BufferUnderflowException();
		}
	}

	private void copyMatch(int offset, int count) {
		if (offset == 0 || offset > this.length) {
			throw new IndexOutOfBoundsException("There is nothing " + offset + " bytes before");
		}
		int end = Math.min(this.target.length, this.length + count);
		// Byte by byte, as a match may overlap what it is copied to
		while (this.length < end) {
			this.target[this.length] = this.target[this.length - offset];
			this.length++;
		}
	}

}
