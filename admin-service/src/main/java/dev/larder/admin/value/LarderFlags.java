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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the flags of an item say if it is one of Larder's. The layout is specified in
 * {@code docs/values.md}: from the top, 19 bits that say that the item is Larder's, 4
 * bits for the version of the format, 3 for the compression and 5 for the serializer.
 *
 * @param version the version of the format
 * @param serializer what wrote the value
 * @param compression how the value is compressed
 */
public record LarderFlags(int version, String serializer, String compression) {

	static final String NONE = "none";

	static final String LZ4 = "lz4";

	static final String GZIP = "gzip";

	private static final long MAGIC = 0x54C52;

	private static final List<String> SERIALIZERS = List.of("raw", "json", "smile", "jdk", "fory");

	private static final List<String> COMPRESSIONS = List.of(NONE, LZ4, GZIP);

	/**
	 * Reads flags.
	 * @param flags the flags, or {@code null} if they are not known
	 * @return what they say, or {@code null} if the item is not Larder's
	 */
	public static @Nullable LarderFlags of(@Nullable Long flags) {
		if (flags == null || flags >>> 12 != MAGIC) {
			return null;
		}
		return new LarderFlags((int) (flags >>> 8) & 0x0F, name(SERIALIZERS, (int) (flags & 0x1F)),
				name(COMPRESSIONS, (int) (flags >>> 5) & 0x07));
	}

	private static String name(List<String> names, int number) {
		return (number < names.size()) ? names.get(number) : "number " + number;
	}

}
