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

import java.util.Arrays;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * LZ4 in its block format, in plain Java: no native library is loaded, and no
 * {@code sun.misc.Unsafe} is used, which newer JDKs warn about.
 */
final class Lz4Compressor implements Compressor {

	/**
	 * No byte of a block stands for more bytes than this: one more byte of a length adds
	 * up to 255.
	 */
	private static final int MAX_RATIO = 255;

	private final LZ4Compressor compressor;

	private final LZ4SafeDecompressor decompressor;

	Lz4Compressor() {
		LZ4Factory factory = LZ4Factory.safeInstance();
		this.compressor = factory.fastCompressor();
		this.decompressor = factory.safeDecompressor();
	}

	@Override
	public byte @Nullable [] compress(byte[] value) {
		byte[] target = new byte[this.compressor.maxCompressedLength(value.length)];
		int length = this.compressor.compress(value, 0, value.length, target, 0, target.length);
		return (length < value.length) ? Arrays.copyOf(target, length) : null;
	}

	@Override
	public byte @Nullable [] inflate(byte[] data, int offset, int length) {
		// Not on the word of a few bytes
		if (length > (long) MAX_RATIO * (data.length - offset)) {
			return null;
		}
		byte[] target = new byte[length];
		try {
			int count = this.decompressor.decompress(data, offset, data.length - offset, target, 0, length);
			return (count == length) ? target : null;
		}
		catch (LZ4Exception | IndexOutOfBoundsException ex) {
			return null;
		}
	}

}
