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
package dev.larder.internal.memcached.xmemcached;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * {@code get} or {@code gets} of one or more keys: answered by any number of
 * {@code VALUE <key> <flags> <bytes> [<cas>]} lines, each followed by its data, and
 * {@code END}. Data that is too large is passed over and not kept.
 *
 * @param <T> the type of the answer
 */
abstract class RetrievalOperation<T extends @Nullable Object> extends Operation<T> {

	private static final byte[] VALUE = "VALUE".getBytes(StandardCharsets.ISO_8859_1);

	private static final byte[] END = "END".getBytes(StandardCharsets.ISO_8859_1);

	private static final long MAX_FLAGS = 0xFFFF_FFFFL;

	private static final int FIRST_CHUNK = 1024 * 1024;

	private static final byte[] NOTHING = {};

	private final byte[][] keys;

	private final boolean cas;

	private final int maxValueSize;

	private final boolean[] answered;

	private int cursor;

	// The value under way
	private byte @Nullable [] data;

	private int dataSize;

	private int dataRead;

	private long flags;

	private long casToken;

	/**
	 * Creates an operation.
	 * @param keys the keys
	 * @param cas whether to ask for CAS tokens
	 * @param maxValueSize the longest value to accept, in bytes
	 * @param started the {@link System#nanoTime()} from which its timeout counts
	 */
	RetrievalOperation(byte[][] keys, boolean cas, int maxValueSize, long started) {
		super(cas ? "gets" : "get", started);
		this.keys = keys;
		this.cas = cas;
		this.maxValueSize = maxValueSize;
		this.answered = new boolean[keys.length];
	}

	int maxValueSize() {
		return this.maxValueSize;
	}

	/**
	 * Takes a value.
	 * @param index which of the keys it belongs to
	 * @param item the item
	 */
	abstract void found(int index, Item item);

	/**
	 * Takes note that there are no more values.
	 */
	abstract void ended();

	@Override
	byte[] request() {
		int length = toString().length() + 2;
		for (byte[] key : this.keys) {
			length += 1 + key.length;
		}
		ByteBuffer request = ByteBuffer.allocate(length);
		request.put(toString().getBytes(StandardCharsets.ISO_8859_1));
		for (byte[] key : this.keys) {
			request.put((byte) ' ').put(key);
		}
		return request.put((byte) '\r').put((byte) '\n').array();
	}

	@Override
	boolean read(ByteBuffer buffer) {
		while (this.data == null || readData(buffer, this.data)) {
			ReplyLine line = ReplyLine.read(buffer);
			if (line == null) {
				return false;
			}
			line.next();
			if (line.wordIs(END)) {
				ended();
				return true;
			}
			if (!line.wordIs(VALUE)) {
				if (this.cas) {
					failIfUnknown(line);
				}
				failWith(line);
				return true;
			}
			readHead(line);
		}
		return false;
	}

	private void readHead(ReplyLine line) {
		line.next();
		this.cursor = indexOfWord(line);
		this.flags = line.nextNumber(MAX_FLAGS);
		this.dataSize = (int) line.nextNumber(Integer.MAX_VALUE);
		this.casToken = this.cas ? line.nextUnsignedLong() : 0;
		this.dataRead = 0;
		// The server's word alone is not worth more memory than this
		this.data = isTooLarge() ? NOTHING : new byte[Math.min(this.dataSize, FIRST_CHUNK)];
	}

	private boolean isTooLarge() {
		return this.dataSize > this.maxValueSize;
	}

	/**
	 * Finds which key a value is for. Servers answer in the order of the keys, so the
	 * search begins behind the last one; proxies may change the order.
	 */
	private int indexOfWord(ReplyLine line) {
		for (int i = 0; i < this.keys.length; i++) {
			int index = (this.cursor + i) % this.keys.length;
			if (!this.answered[index] && line.wordIs(this.keys[index])) {
				return index;
			}
		}
		throw new MalformedReplyException("a value nobody asked for: " + line);
	}

	private boolean readData(ByteBuffer buffer, byte[] data) {
		if (isTooLarge()) {
			int length = Math.min(buffer.remaining(), this.dataSize - this.dataRead);
			buffer.position(buffer.position() + length);
			this.dataRead += length;
		}
		while (this.dataRead < this.dataSize && buffer.hasRemaining()) {
			if (this.dataRead == data.length) {
				data = Arrays.copyOf(data, (int) Math.min(this.dataSize, 2L * data.length));
				this.data = data;
			}
			int length = Math.min(buffer.remaining(), data.length - this.dataRead);
			buffer.get(data, this.dataRead, length);
			this.dataRead += length;
		}
		if (this.dataRead < this.dataSize || buffer.remaining() < 2) {
			return false;
		}
		if (buffer.get() != '\r' || buffer.get() != '\n') {
			throw new MalformedReplyException("a value that is longer than its length");
		}
		this.answered[this.cursor] = true;
		this.data = null;
		found(this.cursor, isTooLarge() ? Item.withoutData(this.flags, this.dataSize, this.casToken)
				: new Item(this.flags, data, this.casToken));
		return true;
	}

}
