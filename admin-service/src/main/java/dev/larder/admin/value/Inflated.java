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

import org.jspecify.annotations.Nullable;

/**
 * What came out of something compressed.
 */
final class Inflated {

	/**
	 * How much may come out at most, in bytes.
	 */
	static final int MAX_LENGTH = 1024 * 1024;

	/**
	 * How many bytes may come out of one.
	 */
	static final int MAX_RATIO = 100;

	static final String BOMB = "Unpacked only in part, as more may be a decompression bomb";

	static final String DAMAGED = "The compressed data is damaged or cut";

	private final byte[] bytes;

	private final boolean complete;

	private final @Nullable String note;

	Inflated(byte[] bytes, @Nullable String note) {
		this.bytes = bytes;
		this.complete = note == null;
		this.note = note;
	}

	/**
	 * Returns how much may come out of a number of bytes.
	 */
	static int limit(int length) {
		return (int) Math.min(MAX_LENGTH, (long) length * MAX_RATIO);
	}

	byte[] bytes() {
		return this.bytes;
	}

	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Returns why something is missing, or {@code null} if nothing is.
	 */
	@Nullable String note() {
		return this.note;
	}

}
