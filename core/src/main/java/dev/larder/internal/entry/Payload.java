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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import dev.larder.entry.Compression;
import dev.larder.internal.entry.Unreadable.Reason;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeNotAllowedException;
import dev.larder.serializer.ValueSerializer;

/**
 * The value of an entry as its serializer wrote it: the end of an array. A compressed
 * value is preceded by its inflated length, so that a bound can be applied before
 * anything is allocated.
 */
public final class Payload implements Decoded {

	private final byte[] data;

	private final int offset;

	Payload(byte[] data, int offset) {
		this.data = data;
		this.offset = offset;
	}

	/**
	 * Reads what follows the header of an item, inflated if it is compressed. No object
	 * is made of it.
	 * @param item the whole item
	 * @param header its header
	 * @param maxLength the length above which nothing is inflated, in bytes
	 * @return the payload, or why there is none
	 */
	public static Decoded of(Item item, EntryHeader header, int maxLength) {
		Compression compression = WireFlags.compression(item.flags());
		if (compression == null) {
			return new Unreadable(Reason.UNKNOWN_FORMAT, "compression " + WireFlags.compressionCode(item.flags()));
		}
		Compressor compressor = Compressor.of(compression);
		return (compressor != null) ? inflate(compressor, item.data(), header.length(), maxLength)
				: new Payload(item.data(), header.length());
	}

	private static Decoded inflate(Compressor compressor, byte[] data, int offset, int maxLength) {
		ByteBuffer source = ByteBuffer.wrap(data).position(offset);
		try {
			long length = Varint.read(source);
			if (length < 0 || length > maxLength) {
				return new Unreadable(Reason.TOO_LARGE, Long.toUnsignedString(length) + " bytes inflated");
			}
			byte[] value = compressor.inflate(data, source.position(), (int) length);
			return (value != null) ? new Payload(value, 0) : new Unreadable(Reason.CORRUPT, null);
		}
		catch (BufferUnderflowException ex) {
			return new Unreadable(Reason.CORRUPT, null);
		}
	}

	/**
	 * Returns the array that ends with the value. It is not to be changed.
	 * @return the array itself
	 */
	public byte[] data() {
		return this.data;
	}

	/**
	 * Returns where in the array the value starts.
	 * @return its offset
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * Has a serializer read the value.
	 * @param serializer the serializer
	 * @param header the header of the entry
	 * @return the entry, or why there is none
	 */
	// A serializer is foreign code, which throws anything
	@SuppressWarnings("CatchingUnchecked")
	Decoded read(ValueSerializer serializer, EntryHeader header) {
		try {
			return header.withValue(serializer.deserialize(this.data, this.offset, this.data.length - this.offset));
		}
		catch (TypeNotAllowedException ex) {
			return new Unreadable(Reason.NOT_ALLOWED, ex.getMessage());
		}
		catch (SerializationException ex) {
			return new Unreadable(Reason.UNDECODABLE, ex.getMessage());
		}
		catch (Exception | StackOverflowError | LinkageError | AssertionError ex) {
			return new Unreadable(Reason.UNDECODABLE, ex.toString());
		}
	}

}
