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
import java.util.Collection;
import java.util.List;

/**
 * The servers that went while a node is used, and which of their keys it has. Immutable.
 */
final class Departures {

	/**
	 * Stands for no server that went.
	 */
	static final int NONE = -1;

	private final int count;

	private final KetamaRing ring;

	/**
	 * Creates departures.
	 * @param used the names of the servers that are used
	 * @param gone those of the servers that went, the first first
	 */
	Departures(Collection<String> used, List<String> gone) {
		List<String> all = new ArrayList<>(gone);
		all.addAll(used);
		int[] ranks = new int[all.size()];
		for (int i = 0; i < gone.size(); i++) {
			ranks[i] = i + 1;
		}
		this.count = gone.size();
		this.ring = new KetamaRing(all.stream().map(NodeAddress::parse).toList()).ranked(ranks);
	}

	/**
	 * Returns when it was that the node got a key: when which of the servers went.
	 * @param key a key of the node
	 * @return the position of the server among those that went, or {@link #NONE} if the
	 * node has had the key as long as it is used
	 */
	int of(String key) {
		int server = this.ring.nodeFor(key);
		return (server < this.count) ? server : NONE;
	}

}
