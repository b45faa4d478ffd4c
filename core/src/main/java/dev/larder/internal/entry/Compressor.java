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

import org.jspecify.annotations.Nullable;

/**
 * Compresses and inflates values with one algorithm. Thread-safe.
 */
interface Compressor {

	/**
	 * Compresses a value.
	 * @return the compressed bytes, or {@code null} if they are not fewer
	 */
	byte @Nullable [] compress(byte[] value);

	/**
	 * Inflates a part of an array.
	 * @param data the array
	 * @param offset where the compressed bytes start; they end with the array
	 * @param length how many bytes they inflate to, a number the caller has bounded
	 * @return as many bytes, or {@code null} if the data inflates to fewer, to more, or
	 * not at all
	 */
	byte @Nullable [] inflate(byte[] data, int offset, int length);

}
