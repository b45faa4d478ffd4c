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
import java.util.Locale;

import dev.larder.entry.Compression;
import dev.larder.internal.entry.WireFlags;
import org.jspecify.annotations.Nullable;

/**
 * The flags of an item of Larder's, in words.
 *
 * @param version the version of the format
 * @param serializer the serializer that wrote the value
 * @param compression the compression of the value
 */
public record LarderFlags(int version, String serializer, String compression) {

	private static final List<String> SERIALIZERS = List.of("raw", "json", "smile", "jdk", "fory");

	/**
	 * Reads flags.
	 * @param flags the flags, or {@code null} if they are not known
	 * @return their meaning, or {@code null} if the item is not Larder's
	 */
	public static @Nullable LarderFlags of(@Nullable Long flags) {
		return (flags != null && WireFlags.isLarder(flags))
				? new LarderFlags(WireFlags.version(flags), serializer(flags), compression(flags)) : null;
	}

	private static String serializer(long flags) {
		int format = WireFlags.format(flags);
		return (format < SERIALIZERS.size()) ? SERIALIZERS.get(format) : "number " + format;
	}

	private static String compression(long flags) {
		Compression compression = WireFlags.compression(flags);
		return (compression != null) ? compression.name().toLowerCase(Locale.ROOT)
				: "number " + WireFlags.compressionCode(flags);
	}

}
