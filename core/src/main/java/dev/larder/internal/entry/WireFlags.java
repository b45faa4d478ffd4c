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

import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

/**
 * The number stored beside every item of Larder's: from the top, 19 bits that say that
 * the item is Larder's, 4 bits for the version of the format, 3 for the compression and 5
 * for the serializer. The highest of its 32 bits is 0: xmemcached parses flags as a
 * signed number, and drops the connection when one does not fit.
 */
public final class WireFlags {

	/**
	 * The version of the format that is written, and the only one that is read.
	 */
	public static final int VERSION = 1;

	private static final long MAGIC = 0x54C52;

	private WireFlags() {
	}

	static long of(Compression compression, int format) {
		return (MAGIC << 12) | (VERSION << 8) | ((long) code(compression) << 5) | format;
	}

	/**
	 * Returns whether an item is Larder's.
	 * @param flags its flags
	 * @return whether Larder wrote it
	 */
	public static boolean isLarder(long flags) {
		return flags >>> 12 == MAGIC;
	}

	/**
	 * Returns the version of an item's format.
	 * @param flags the flags of an item of Larder's
	 * @return the version, from 0 to 15
	 */
	public static int version(long flags) {
		return (int) (flags >>> 8) & 0x0F;
	}

	/**
	 * Returns the compression of an item.
	 * @param flags the flags of an item of Larder's
	 * @return the compression, or {@code null} if this version does not know it
	 */
	public static @Nullable Compression compression(long flags) {
		return switch (compressionCode(flags)) {
			case 0 -> Compression.NONE;
			case 1 -> Compression.LZ4;
			case 2 -> Compression.GZIP;
			default -> null;
		};
	}

	/**
	 * Returns whether an item is Larder's and compressed, in whatever way.
	 * @param flags its flags
	 * @return whether its value is compressed
	 */
	public static boolean isCompressed(long flags) {
		return isLarder(flags) && version(flags) == VERSION && compressionCode(flags) != 0;
	}

	/**
	 * Returns the number of an item's compression, also of one that is not known.
	 * @param flags the flags of an item of Larder's
	 * @return the number, from 0 to 7
	 */
	public static int compressionCode(long flags) {
		return (int) (flags >>> 5) & 0x07;
	}

	private static int code(Compression compression) {
		return switch (compression) {
			case NONE -> 0;
			case LZ4 -> 1;
			case GZIP -> 2;
		};
	}

	/**
	 * Returns the number of the serializer that wrote an item's value.
	 * @param flags the flags of an item of Larder's
	 * @return the number, from 0 to 31
	 */
	public static int format(long flags) {
		return (int) flags & 0x1F;
	}

}
