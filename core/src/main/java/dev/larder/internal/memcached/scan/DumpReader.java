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
package dev.larder.internal.memcached.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a {@code metadump}: {@code key=<URI-encoded> exp=… la=… cas=…}, with
 * more parts in later versions, and {@code END} after the last.
 */
final class DumpReader {

	private static final int MAX_LINE = 4096;

	private static final int MAX_KEY = 250;

	private static final byte DELETE = 0x7F;

	private static final String ITEM = "key=";

	private final InputStream input;

	private final byte[] line = new byte[MAX_LINE];

	DumpReader(InputStream input) {
		this.input = input;
	}

	/**
	 * Reads a line.
	 * @return the line without its end, or {@code null} if the connection was closed
	 * @throws IOException if the connection fails or a line is too long
	 */
	@Nullable String readLine() throws IOException {
		int length = 0;
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				return null;
			}
			if (length == MAX_LINE) {
				throw new IOException("No line of a metadump is longer than " + MAX_LINE + " bytes");
			}
			this.line[length++] = (byte) next;
		}
		return new String(this.line, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
	}

	/**
	 * Reads a line that must come.
	 * @return the line without its end
	 * @throws IOException if the connection fails or was closed, or a line is too long
	 */
	String readItem() throws IOException {
		String read = readLine();
		if (read == null) {
			throw new IOException("The server closed the connection amid its keys");
		}
		return read;
	}

	static boolean isEnd(String line) {
		return line.equals("END");
	}

	static boolean isItem(String line) {
		return line.startsWith(ITEM);
	}

	/**
	 * Returns the key an item's line is about.
	 * @return the key, or {@code null} if it is none that text commands can name
	 */
	static @Nullable String key(String line) {
		if (!isItem(line)) {
			return null;
		}
		int end = line.indexOf(' ');
		byte @Nullable [] key = DumpedItem.decode(line.substring(ITEM.length(), (end >= 0) ? end : line.length()));
		if (key == null || key.length > MAX_KEY) {
			return null;
		}
		for (byte next : key) {
			// What is not ASCII is negative
			if (next <= ' ' || next == DELETE) {
				return null;
			}
		}
		return new String(key, StandardCharsets.US_ASCII);
	}

}
