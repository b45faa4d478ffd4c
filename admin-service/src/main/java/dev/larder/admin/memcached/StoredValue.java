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
package dev.larder.admin.memcached;

/**
 * The value of an item, or its first bytes.
 */
public final class StoredValue {

	private final byte[] bytes;

	private final long length;

	StoredValue(byte[] bytes, long length) {
		this.bytes = bytes;
		this.length = length;
	}

	/**
	 * Returns what was read of the value.
	 * @return a copy of the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Returns how long the value is.
	 * @return its length in bytes
	 */
	public long length() {
		return this.length;
	}

	/**
	 * Returns whether the value was read to its end.
	 * @return whether nothing is missing
	 */
	public boolean isComplete() {
		return this.bytes.length == this.length;
	}

	@Override
	public String toString() {
		return this.length + " bytes";
	}

}
