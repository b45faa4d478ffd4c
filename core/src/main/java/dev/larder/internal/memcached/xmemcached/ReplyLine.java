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

import org.jspecify.annotations.Nullable;

/**
 * One line of a reply, read word by word. It looks into the read buffer, so it is used up
 * before anything else is read.
 */
final class ReplyLine {

	/**
	 * The longest line to accept: a key of 250 bytes and three numbers fit many times.
	 */
	static final int MAX_LENGTH = 2048;

	private static final int MAX_SHOWN = 120;

	private final byte[] bytes;

	private final int start;

	private final int end;

	private int wordStart;

	private int wordEnd;

	private ReplyLine(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		this.start = start;
		this.end = end;
		this.wordStart = start;
		this.wordEnd = start - 1;
	}

	/**
	 * Reads a line.
	 * @param buffer where to read, backed by an array; left behind the line, if there is
	 * a whole one, and untouched otherwise
	 * @return the line without its end, or {@code null} if it is not complete
	 * @throws MalformedReplyException if the line is too long
	 */
	static @Nullable ReplyLine read(ByteBuffer buffer) {
		byte[] bytes = buffer.array();
		int start = buffer.arrayOffset() + buffer.position();
		int limit = Math.min(buffer.remaining(), MAX_LENGTH);
		for (int i = start; i < start + limit; i++) {
			if (bytes[i] == '\n') {
				buffer.position(i + 1 - buffer.arrayOffset());
				return new ReplyLine(bytes, start, (i > start && bytes[i - 1] == '\r') ? i - 1 : i);
			}
		}
		if (limit == MAX_LENGTH) {
			throw new MalformedReplyException("a line does not end: " + new ReplyLine(bytes, start, start + limit));
		}
		return null;
	}

	/**
	 * Goes on to the next word.
	 * @return whether there is one
	 */
	boolean next() {
		if (this.wordEnd >= this.end) {
			return false;
		}
		this.wordStart = this.wordEnd + 1;
		int i = this.wordStart;
		while (i < this.end && this.bytes[i] != ' ') {
			i++;
		}
		this.wordEnd = i;
		return i > this.wordStart;
	}

	boolean wordIs(byte[] expected) {
		return Arrays.equals(this.bytes, this.wordStart, this.wordEnd, expected, 0, expected.length);
	}

	/**
	 * Goes on to the next word and reads it as a number.
	 * @param max the greatest number to accept
	 * @return the number
	 * @throws MalformedReplyException if it is something else
	 */
	long nextNumber(long max) {
		boolean valid = next() && this.wordEnd - this.wordStart <= 18;
		long number = 0;
		for (int i = this.wordStart; valid && i < this.wordEnd; i++) {
			int digit = this.bytes[i] - '0';
			valid = digit >= 0 && digit <= 9;
			number = number * 10 + digit;
		}
		if (!valid || number > max) {
			throw new MalformedReplyException("no number up to " + max + " where there should be one: " + this);
		}
		return number;
	}

	/**
	 * Goes on to the next word and reads it as an unsigned 64-bit number.
	 * @return the number
	 * @throws MalformedReplyException if it is something else
	 */
	long nextUnsignedLong() {
		try {
			String word = next() ? text(this.wordStart, this.wordEnd) : "";
			return Long.parseUnsignedLong(word);
		}
		catch (NumberFormatException ex) {
			throw new MalformedReplyException("no CAS token where there should be one: " + this);
		}
	}

	/**
	 * Returns the line as text, in one piece.
	 * @return the text
	 */
	String text() {
		return text(this.start, this.end);
	}

	private String text(int from, int to) {
		return new String(this.bytes, from, to - from, StandardCharsets.ISO_8859_1);
	}

	/**
	 * Returns the line as it may be logged: not too long, and without control characters.
	 */
	@Override
	public String toString() {
		String text = text(this.start, Math.min(this.end, this.start + MAX_SHOWN));
		return "'" + text.replaceAll("[^ -~]", "?") + ((this.end - this.start > MAX_SHOWN) ? "…'" : "'");
	}

}
