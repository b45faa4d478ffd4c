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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The servers that are used at a time, and where each key is among them. Immutable.
 */
public final class Topology {

	private final List<MemcachedNode> nodes;

	private final Set<String> names;

	private final KetamaRing ring;

	private final List<@Nullable Homes> homes;

	/**
	 * Creates a topology.
	 * @param nodes the servers, at least one
	 */
	Topology(List<MemcachedNode> nodes) {
		this.nodes = List.copyOf(nodes);
		this.names = this.nodes.stream().map((node) -> node.address().name()).collect(Collectors.toSet());
		this.ring = new KetamaRing(this.nodes.stream().map(MemcachedNode::address).toList());
		List<@Nullable Homes> homes = new ArrayList<>();
		for (MemcachedNode node : this.nodes) {
			Roster roster = node.roster();
			List<String> gone = (roster != null) ? roster.gone(this.names) : List.of();
			homes.add(gone.isEmpty() ? null
					: new Homes(node, new Departures(this.names, gone), gone.stream().map(node::place).toList()));
		}
		this.homes = homes;
	}

	List<MemcachedNode> nodes() {
		return this.nodes;
	}

	/**
	 * Returns the names of the servers.
	 */
	Set<String> names() {
		return this.names;
	}

	/**
	 * Returns where a key is.
	 * @param key the key as it is sent
	 * @return the place
	 */
	public Place place(String key) {
		int index = this.ring.nodeFor(key);
		Homes homes = this.homes.get(index);
		return (homes != null) ? homes.place(key) : this.nodes.get(index).ownPlace();
	}

	/**
	 * Returns all places where keys are.
	 */
	List<Place> places() {
		List<Place> places = new ArrayList<>();
		for (int i = 0; i < this.nodes.size(); i++) {
			Homes homes = this.homes.get(i);
			places.add(this.nodes.get(i).ownPlace());
			if (homes != null) {
				places.addAll(homes.placesOfOthers);
			}
		}
		return places;
	}

	/**
	 * The places on a node that has got keys when other servers went.
	 *
	 * @param node the node
	 * @param departures the servers that went
	 * @param placesOfOthers the places of their keys, in the same order
	 */
	private record Homes(MemcachedNode node, Departures departures, List<Place> placesOfOthers) {

		Place place(String key) {
			int departure = this.departures.of(key);
			// Of those that are used, a key that is here meets this node first
			return (departure != Departures.NONE) ? this.placesOfOthers.get(departure) : this.node.ownPlace();
		}

	}

}
