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
package dev.larder.admin.scan;

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.value.LarderEntry;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of some items of a server while it lists its keys: few, as each costs
 * a connection and the list waits for it. Not safe for use by several threads.
 */
final class ItemHeaders {

	/**
	 * How many headers are read.
	 */
	private static final int MAX_READS = 500;

	/**
	 * Enough for a header with the key that its item is kept under by a hash.
	 */
	private static final int HEADER_BYTES = 512;

	private final ServerGateway gateway;

	private final ClusterServer server;

	private int left = MAX_READS;

	ItemHeaders(ServerGateway gateway, ClusterServer server) {
		this.gateway = gateway;
		this.server = server;
	}

	/**
	 * Returns whether more headers are read.
	 */
	boolean areLeft() {
		return this.left > 0;
	}

	/**
	 * Reads the generation in the header of an item.
	 * @param item the item as it is listed
	 * @return the number, or {@code null} if there is none, the item is another by now,
	 * or no more are read
	 */
	@Nullable Long generation(DumpedItem item) {
		if (this.left == 0) {
			return null;
		}
		this.left--;
		try {
			Inspection found = this.gateway.inspectBeginning(this.server, ItemKey.ofBytes(item.key()), HEADER_BYTES);
			if (found.isRecencyTouched()) {
				// What the server evicts next is not to be changed by looking
				this.left = 0;
			}
			StoredValue value = found.value();
			if (found.metadata() == null || value == null || !Long.valueOf(item.cas()).equals(found.metadata().cas())) {
				return null;
			}
			return LarderEntry.generation(found.metadata().flags(), value.bytes());
		}
		catch (ApiException ex) {
			// The list of keys says what is wrong with the server
			this.left = 0;
			return null;
		}
	}

}
