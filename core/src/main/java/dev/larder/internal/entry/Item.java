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

import java.util.Arrays;

/**
 * An item as memcached, or a snapshot, holds it. The data is not copied, and not changed
 * by whoever has made or read an item.
 */
public final class Item {

	private final long flags;

	private final byte[] data;

	private final long cas;

	private final int size;

	/**
	 * Creates an item that was not read with a CAS token.
	 * @param flags the 32 flag bits, as an unsigned number
	 * @param data the value's bytes
	 */
	public Item(long flags, byte[] data) {
		this(flags, data, 0);
	}

	/**
	 * Creates an item.
	 * @param flags the 32 flag bits, as an unsigned number
	 * @param data the value's bytes
	 * @param cas the CAS token, unsigned, or 0 if unknown
	 */
	public Item(long flags, byte[] data, long cas) {
		this(flags, data, cas, data.length);
	}

	private Item(long flags, byte[] data, long cas, int size) {
		this.flags = flags;
		this.data = data;
		this.cas = cas;
		this.size = size;
	}

	/**
	 * Returns an item whose value is there but was too large to be read.
	 * @param flags the 32 flag bits, as an unsigned number
	 * @param size the size of the value in bytes
	 * @param cas the CAS token, unsigned, or 0 if unknown
	 * @return an item without data
	 */
	public static Item withoutData(long flags, int size, long cas) {
		return new Item(flags, new byte[0], cas, size);
	}

	/**
	 * Returns the flags: 32 bits the server keeps for its clients, as an unsigned number.
	 * @return the flags
	 */
	public long flags() {
		return this.flags;
	}

	public byte[] data() {
		return this.data;
	}

	/**
	 * Returns the size of the value, whether or not it was read.
	 * @return the size in bytes
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns whether the value was read, which it is not if it is larger than the client
	 * reads.
	 * @return whether {@link #data()} is the value
	 */
	public boolean hasData() {
		return this.size == this.data.length;
	}

	/**
	 * Returns the CAS token, an unsigned 64-bit number, or 0 if it was not asked for.
	 * @return the CAS token
	 */
	public long cas() {
		return this.cas;
	}

	/**
	 * Returns whether another item has the same flags and data.
	 * @param other the other item
	 * @return whether they differ in nothing but their CAS tokens
	 */
	public boolean isSameAs(Item other) {
		return this.flags == other.flags && this.size == other.size && Arrays.equals(this.data, other.data);
	}

	/**
	 * Returns an item with the same flags and data and another CAS token.
	 * @param cas the CAS token
	 * @return the new item
	 */
	public Item withCas(long cas) {
		return new Item(this.flags, this.data, cas, this.size);
	}

	@Override
	public String toString() {
		return "Item[flags=" + this.flags + ", size=" + this.size + ", cas=" + Long.toUnsignedString(this.cas) + "]";
	}

}
