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

import java.util.HashMap;
import java.util.Map;

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemMetadata;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.internal.memcached.NotedPlaces;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * Tells which items of an application are invalid as servers have come or gone, by the
 * note that its instances keep on the server. An application whose servers stay the same
 * has none.
 * <p>
 * An entry is valid under a number that the note gives to the place of its key, mixed
 * into the generation of its cache. What was stored after the note was written last is
 * valid; of what was stored before, {@link PlaceBounds} tell. Not safe for use by several
 * threads.
 */
final class NotedServers {

	/**
	 * The longest note that is read, which has room for some hundred servers.
	 */
	static final int MAX_BYTES = 32 * 1024;

	private final @Nullable NotedPlaces places;

	private final long cas;

	private final ClusterServer server;

	private final Map<String, PlaceBounds> bounds = new HashMap<>();

	private NotedServers(@Nullable NotedPlaces places, long cas, ClusterServer server) {
		this.places = places;
		this.cas = cas;
		this.server = server;
	}

	/**
	 * Reads a note.
	 * @param found what was found under its key, or {@code null} if nothing could be
	 * asked
	 * @param server the server that has it
	 * @return what it tells, which may be nothing
	 */
	static NotedServers of(@Nullable Inspection found, ClusterServer server) {
		StoredValue value = (found != null) ? found.value() : null;
		ItemMetadata metadata = (found != null) ? found.metadata() : null;
		Long cas = (metadata != null) ? metadata.cas() : null;
		if (value == null || !value.isComplete() || cas == null) {
			return new NotedServers(null, 0, server);
		}
		return new NotedServers(NotedPlaces.read(value.bytes()), cas, server);
	}

	/**
	 * Returns whether servers come and go.
	 */
	boolean isPresent() {
		return this.places != null;
	}

	/**
	 * Returns whether an item is on a server that its key does not belong to.
	 */
	boolean isUnreachable(DumpedItem item) {
		return this.places != null
				&& Boolean.FALSE.equals(this.places.belongsTo(item.text(), this.server.address().name()));
	}

	/**
	 * Returns an item that was stored under the present generation of its cache, if more
	 * must be known than {@link #isUnreachable} tells.
	 * @param item the item
	 * @param generation the number of the generation
	 * @return the case, or {@code null} if nothing is open
	 */
	Generations.@Nullable OpenCase open(DumpedItem item, long generation) {
		if (this.places == null || item.cas() > this.cas || isUnreachable(item)) {
			return null;
		}
		String key = item.text();
		PlaceBounds place = this.bounds.computeIfAbsent(this.places.homeOf(key), (home) -> new PlaceBounds());
		return new Generations.OpenCase(item, place, this.places.expected(key, generation));
	}

}
