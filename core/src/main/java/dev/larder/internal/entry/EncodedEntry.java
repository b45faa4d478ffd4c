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

/**
 * An entry or a lease as it is stored outside the JVM. The data is not copied, and never
 * empty except for an empty text of a raw cache.
 */
public final class EncodedEntry {

	private final long flags;

	private final byte[] data;

	/**
	 * Creates an encoded entry.
	 * @param flags the number stored beside the data, from 0 to 2^31 - 1
	 * @param data the data
	 */
	public EncodedEntry(long flags, byte[] data) {
		this.flags = flags;
		this.data = data;
	}

	/**
	 * Returns the number stored beside the data, from 0 to 2^31 - 1.
	 * @return the flags
	 */
	public long flags() {
		return this.flags;
	}

	public byte[] data() {
		return this.data;
	}

	@Override
	public String toString() {
		return "EncodedEntry[flags=0x" + Long.toHexString(this.flags) + ", size=" + this.data.length + "]";
	}

}
