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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.StoreResult;

/**
 * {@code set}, {@code add}, {@code replace} or
 * {@code cas <key> <flags> <exptime> <bytes> [<cas>]}, and the data.
 */
final class StoreOperation extends LineOperation<StoreResult> {

	private static final String CAS = "cas";

	private static final byte[] LINE_END = { '\r', '\n' };

	/**
	 * Creates an operation.
	 * @param verb {@code set}, {@code add}, {@code replace} or {@code cas}
	 * @param key the key
	 * @param item the item
	 * @param exptime the expiry
	 * @param started the {@link System#nanoTime()} from which its timeout counts
	 */
	StoreOperation(String verb, String key, Item item, int exptime, long started) {
		super(verb, request(verb, key, item, exptime), StoreOperation::result, started);
	}

	private static byte[] request(String verb, String key, Item item, int exptime) {
		byte[] data = item.data();
		String line = verb + " " + key + " " + item.flags() + " " + exptime + " " + data.length
				+ (verb.equals(CAS) ? " " + Long.toUnsignedString(item.cas()) : "") + "\r\n";
		byte[] head = line.getBytes(StandardCharsets.ISO_8859_1);
		byte[] request = new byte[head.length + data.length + LINE_END.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(data, 0, request, head.length, data.length);
		System.arraycopy(LINE_END, 0, request, head.length + data.length, LINE_END.length);
		return request;
	}

	private static @Nullable StoreResult result(String line) {
		return switch (line) {
			case "STORED" -> StoreResult.STORED;
			case "NOT_STORED" -> StoreResult.NOT_STORED;
			case "EXISTS" -> StoreResult.EXISTS;
			case "NOT_FOUND" -> StoreResult.NOT_FOUND;
			case "SERVER_ERROR object too large for cache" -> StoreResult.TOO_LARGE;
			default -> null;
		};
	}

	/**
	 * A server that refuses the first line takes the data for another command, and
	 * answers twice. Only a server error leaves the two in step.
	 */
	@Override
	void refused(ReplyLine line) {
		if (!line.text().startsWith("SERVER_ERROR")) {
			failIfUnauthenticated(line);
			if (toString().equals(CAS)) {
				failIfUnknown(line);
			}
			throw new MalformedReplyException("a refusal of " + this + ": " + line);
		}
		failWith(line);
	}

}
