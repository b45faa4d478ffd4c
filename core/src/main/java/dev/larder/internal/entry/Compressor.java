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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dev.larder.entry.Compression;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that compress and inflate values. Thread-safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // the library's objects do not change
enum Compressor {

	/**
	 * LZ4 in its block format, in plain Java: no native library is loaded, and no
	 * {@code sun.misc.Unsafe} is used, which newer JDKs warn about.
	 */
	LZ4 {

		/**
		 * No byte of a block stands for more bytes than this: one more byte of a length
		 * adds up to 255.
		 */
		private static final int MAX_RATIO = 255;

		private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();

		private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();

		@Override
		byte @Nullable [] compress(byte[] value) {
			byte[] target = new byte[this.compressor.maxCompressedLength(value.length)];
			int length = this.compressor.compress(value, 0, value.length, target, 0, target.length);
			return (length < value.length) ? Arrays.copyOf(target, length) : null;
		}

		@Override
		byte @Nullable [] inflate(byte[] data, int offset, int length) {
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

	},

	/**
	 * GZIP, as the JDK has it.
	 */
	GZIP {

		@Override
		byte @Nullable [] compress(byte[] value) {
			ByteArrayOutputStream target = new ByteArrayOutputStream(value.length / 2 + 32);
			try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
				gzip.write(value);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return (target.size() < value.length) ? target.toByteArray() : null;
		}

		@Override
		byte @Nullable [] inflate(byte[] data, int offset, int length) {
			InputStream compressed = new ByteArrayInputStream(data, offset, data.length - offset);
			try (InputStream source = new GZIPInputStream(compressed)) {
				byte[] target = source.readNBytes(length);
				return (target.length == length && source.read() < 0) ? target : null;
			}
			catch (IOException ex) {
				return null;
			}
		}

	};

	static @Nullable Compressor of(Compression compression) {
		return switch (compression) {
			case NONE -> null;
			case LZ4 -> LZ4;
			case GZIP -> GZIP;
		};
	}

	/**
	 * Compresses a value.
	 * @return the compressed bytes, or {@code null} if they are not fewer
	 */
	abstract byte @Nullable [] compress(byte[] value);

	/**
	 * Inflates a part of an array.
	 * @param data the array
	 * @param offset the start of the compressed bytes, which end with the array
	 * @param length the number of bytes they inflate to, which the caller has bounded
	 * @return as many bytes, or {@code null} if the data inflates to fewer, to more, or
	 * not at all
	 */
	abstract byte @Nullable [] inflate(byte[] data, int offset, int length);

}
