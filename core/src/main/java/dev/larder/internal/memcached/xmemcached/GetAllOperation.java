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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.memcached.Item;

/**
 * {@code get} of several keys for one caller.
 */
final class GetAllOperation extends RetrievalOperation<Map<String, Item>> {

	private final List<String> keys;

	private final Map<String, Item> items = new HashMap<>();

	/**
	 * Creates an operation.
	 * @param keys the keys, each once
	 * @param maxValueSize the longest value to accept, in bytes
	 * @param started the {@link System#nanoTime()} from which its timeout counts
	 */
	GetAllOperation(List<String> keys, int maxValueSize, long started) {
		super(keys.stream().map((key) -> key.getBytes(StandardCharsets.ISO_8859_1)).toArray(byte[][]::new), false,
				maxValueSize, started);
		this.keys = keys;
	}

	@Override
	void found(int index, Item item) {
		this.items.put(this.keys.get(index), item);
	}

	@Override
	void ended() {
		complete(this.items);
	}

}
