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
package dev.larder.benchmarks.peer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Several peers that are open at the same time.
 */
public final class Peers implements AutoCloseable {

	private final Map<PeerType, Peer> peers = new EnumMap<>(PeerType.class);

	/**
	 * Opens peers.
	 * @param types which; those that are not available are left out
	 * @param servers the servers they may use
	 */
	public Peers(Collection<PeerType> types, PeerServers servers) {
		types.stream().filter(PeerType::isAvailable).forEach((type) -> this.peers.put(type, type.open(servers)));
	}

	/**
	 * Returns which peers are open.
	 * @return their types
	 */
	public Set<PeerType> types() {
		return this.peers.keySet();
	}

	/**
	 * Returns an open peer.
	 * @param type which
	 * @return the peer
	 */
	public Peer get(PeerType type) {
		Peer peer = this.peers.get(type);
		Assert.notNull(peer, () -> type + " is not open");
		return peer;
	}

	@Override
	public void close() {
		this.peers.values().forEach(Peer::close);
	}

}
