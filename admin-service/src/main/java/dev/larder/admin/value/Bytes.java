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

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value, or its beginning.
 */
final class Bytes {

	private static final int SHOWN = 1024;

	private final byte[] array;

	private final long length;

	Bytes(byte[] array, long length) {
		this.array = array;
		this.length = length;
	}

	byte[] array() {
		return this.array;
	}

	/**
	 * Returns the length of the whole value.
	 */
	long length() {
		return this.length;
	}

	boolean isComplete() {
		return this.array.length == this.length;
	}

	String hex() {
		return HexFormat.of().formatHex(this.array, 0, Math.min(this.array.length, SHOWN));
	}

	/**
	 * Returns these bytes without some at their beginning.
	 */
	Bytes from(int offset) {
		return new Bytes(Arrays.copyOfRange(this.array, offset, this.array.length), this.length - offset);
	}

	boolean startsWith(int... magic) {
		if (this.array.length < magic.length) {
			return false;
		}
		for (int i = 0; i < magic.length; i++) {
			if ((this.array[i] & 0xFF) != magic[i]) {
				return false;
			}
		}
		return true;
	}

}
