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

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * {@code get} or {@code gets} of one key.
 */
final class GetOperation extends RetrievalOperation<@Nullable Item> {

	private final boolean cas;

	private @Nullable Item item;

	GetOperation(String key, boolean cas, int maxValueSize, long started) {
		this(key.getBytes(StandardCharsets.ISO_8859_1), cas, maxValueSize, started);
	}

	private GetOperation(byte[] key, boolean cas, int maxValueSize, long started) {
		super(new byte[][] { key }, cas, maxValueSize, started);
		setKeyBytes(key);
		this.cas = cas;
	}

	/**
	 * Returns whether this may be sent together with others of its kind.
	 * @return whether it asks for no CAS token
	 */
	boolean isGatherable() {
		return !this.cas;
	}

	@Override
	void found(int index, Item item) {
		this.item = item;
	}

	@Override
	void ended() {
		complete(this.item);
	}

}
