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

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.memcached.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;

/**
 * The {@code get}s of several callers, sent as one command because they met in the queue.
 * Each gets its own item as soon as it has arrived.
 */
final class GatheredGets extends RetrievalOperation<@Nullable Void> {

	private final List<GetOperation> gets;

	GatheredGets(List<GetOperation> gets, int maxValueSize) {
		super(gets.stream().map(GetOperation::getKeyBytes).toArray(byte[][]::new), false, maxValueSize,
				gets.get(0).started());
		this.gets = gets;
	}

	@Override
	void found(int index, Item item) {
		this.gets.get(index).complete(item);
	}

	@Override
	void ended() {
		// Those found are complete already, and stay as they are
		this.gets.forEach((get) -> get.complete(null));
	}

	@Override
	void fail(Reason reason, String message) {
		this.gets.forEach((get) -> get.fail(reason, message));
	}

}
