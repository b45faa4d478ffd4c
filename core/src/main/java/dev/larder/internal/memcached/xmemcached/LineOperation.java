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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An operation that is answered by one line.
 *
 * @param <T> the type of the answer
 */
class LineOperation<T extends @Nullable Object> extends Operation<T> {

	private static final String VERSION = "VERSION ";

	private final byte[] request;

	private final Function<String, @Nullable T> meaning;

	private final @Nullable String absence;

	/**
	 * Creates an operation.
	 * @param name the name of the command
	 * @param request the whole request
	 * @param meaning the meaning of a line, {@code null} if it is no regular answer
	 * @param started the {@link System#nanoTime()} from which its timeout counts
	 */
	LineOperation(String name, byte[] request, Function<String, @Nullable T> meaning, long started) {
		this(name, request, meaning, null, started);
	}

	private LineOperation(String name, byte[] request, Function<String, @Nullable T> meaning, @Nullable String absence,
			long started) {
		super(name, started);
		this.request = request;
		this.meaning = meaning;
		this.absence = absence;
	}

	/**
	 * {@code delete <key>}, which tells whether there was an item.
	 */
	static LineOperation<Boolean> delete(String key, long started) {
		return new LineOperation<>("delete", bytes("delete " + key), (line) -> switch (line) {
			case "DELETED" -> Boolean.TRUE;
			case "NOT_FOUND" -> Boolean.FALSE;
			default -> null;
		}, started);
	}

	/**
	 * {@code incr <key> <value>}, which gives the new number, or {@code null} if there is
	 * no item.
	 */
	static LineOperation<@Nullable Long> increment(String key, long by, long started) {
		return new LineOperation<>("incr", bytes("incr " + key + " " + Long.toUnsignedString(by)),
				LineOperation::number, "NOT_FOUND", started);
	}

	private static @Nullable Long number(String line) {
		try {
			return Long.parseUnsignedLong(line);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * {@code version}, which gives the version.
	 */
	static LineOperation<String> version(long started) {
		return new LineOperation<>("version", bytes("version"),
				(line) -> line.startsWith(VERSION) ? line.substring(VERSION.length()) : null, started);
	}

	private static byte[] bytes(String line) {
		return (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	final byte[] request() {
		return this.request;
	}

	@Override
	final boolean read(ByteBuffer buffer) {
		ReplyLine line = ReplyLine.read(buffer);
		if (line == null) {
			return false;
		}
		String text = line.text();
		T answer = this.meaning.apply(text);
		if (answer != null || text.equals(this.absence)) {
			complete(answer);
		}
		else {
			refused(line);
		}
		return true;
	}

	/**
	 * Deals with an irregular answer.
	 * @param line the line
	 * @throws MalformedReplyException if nothing after it can be trusted
	 */
	void refused(ReplyLine line) {
		failWith(line);
	}

}
