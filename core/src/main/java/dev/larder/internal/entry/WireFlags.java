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
final class WireFlags {

	static final int VERSION = 1;

	private static final long MAGIC = 0x54C52;

	private WireFlags() {
	}

	static long of(Compression compression, int format) {
		return (MAGIC << 12) | (VERSION << 8) | ((long) code(compression) << 5) | format;
	}

	static boolean isLarder(long flags) {
		return flags >>> 12 == MAGIC;
	}

	static int version(long flags) {
		return (int) (flags >>> 8) & 0x0F;
	}

	/**
	 * Returns the compression of an item.
	 * @return the compression, or {@code null} if this version does not know it
	 */
	static @Nullable Compression compression(long flags) {
		return switch ((int) (flags >>> 5) & 0x07) {
			case 0 -> Compression.NONE;
			case 1 -> Compression.LZ4;
			case 2 -> Compression.GZIP;
			default -> null;
		};
	}

	private static int code(Compression compression) {
		return switch (compression) {
			case NONE -> 0;
			case LZ4 -> 1;
			case GZIP -> 2;
		};
	}

	static int format(long flags) {
		return (int) flags & 0x1F;
	}

}
