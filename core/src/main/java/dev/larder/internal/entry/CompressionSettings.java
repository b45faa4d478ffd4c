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

import org.springframework.util.Assert;

/**
 * The values that are compressed, and the way they are.
 *
 * @param algorithm the algorithm
 * @param threshold the smallest value that is compressed, in serialized bytes
 */
public record CompressionSettings(Compression algorithm, int threshold) {

	/**
	 * Nothing is compressed.
	 */
	public static final CompressionSettings NONE = new CompressionSettings(Compression.NONE, 0);

	public CompressionSettings {
		Assert.notNull(algorithm, "'algorithm' must not be null");
		Assert.isTrue(threshold >= 0, "'threshold' must not be negative");
	}

	/**
	 * Compresses a serialized value.
	 * @return the compressed bytes, or {@code null} if the value is to stay as it is
	 */
	byte @Nullable [] compress(byte[] value) {
		Compressor compressor = Compressor.of(this.algorithm);
		return (compressor != null && value.length >= this.threshold) ? compressor.compress(value) : null;
	}

}
