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
package dev.larder.internal.memcached;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * What the note on a server tells those who use it to look at its items and not as one of
 * its instances: where keys belong, and which number an entry must carry to be served.
 * Immutable.
 */
public final class NotedPlaces {

	private final RosterNote note;

	private final List<String> used;

	private final List<String> gone;

	private final KetamaRing ring;

	private final Departures departures;

	private NotedPlaces(RosterNote note, Set<String> used) {
		this.note = note;
		this.used = List.copyOf(used);
		this.gone = note.gone(used);
		this.ring = new KetamaRing(this.used.stream().map(NodeAddress::parse).toList());
		this.departures = new Departures(this.used, this.gone);
	}

	/**
	 * Reads the note of a server.
	 * @param note the value under the key of notes
	 * @return what it tells, or {@code null} if it is none
	 */
	public static @Nullable NotedPlaces read(byte[] note) {
		RosterNote read = RosterNote.parse(new Item(0, note));
		if (read == null) {
			return null;
		}
		Set<String> used = new TreeSet<>();
		for (Map.Entry<String, RosterNote.Standing> server : read.servers().entrySet()) {
			if (server.getValue().isUsed()) {
				used.add(server.getKey());
			}
		}
		return used.isEmpty() ? null : new NotedPlaces(read, used);
	}

	/**
	 * Returns whether a key belongs to a server.
	 * @param key the key as it is sent
	 * @param server the name of the server
	 * @return whether it does, or {@code null} if instances use no server of this name
	 */
	public @Nullable Boolean belongsTo(String key, String server) {
		return this.used.contains(server) ? this.used.get(this.ring.nodeFor(key)).equals(server) : null;
	}

	/**
	 * Returns the server that had a key before the one with the note got it. All keys
	 * with the same are made invalid together.
	 * @param key a key of the server with the note
	 * @return the name of the last that went, or of the server with the note if that has
	 * had the key as long as it is used
	 */
	public String homeOf(String key) {
		int departure = this.departures.of(key);
		return (departure != Departures.NONE) ? this.gone.get(departure) : this.used.get(this.ring.nodeFor(key));
	}

	/**
	 * Returns the number that an entry must carry to be served.
	 * @param key a key of the server with the note
	 * @param generation the generation of its cache on that server
	 * @return the number
	 */
	public long expected(String key, long generation) {
		return PlacedGeneration.mixed(generation, this.note.number(homeOf(key)));
	}

}
