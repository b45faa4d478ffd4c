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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Contest;

import org.springframework.util.Assert;

/**
 * Peers that work in the same process.
 *
 * @param byPeer the clients in the order of the peers
 */
public record Clients(Map<Peer, Client> byPeer) implements AutoCloseable {

	/**
	 * Opens a client of each peer whose library is there.
	 * @param peers the peers
	 * @param servers where the servers are
	 * @return the clients
	 */
	public static Clients open(List<Peer> peers, Addresses servers) {
		Map<Peer, Client> clients = new LinkedHashMap<>();
		Peer.available(peers).forEach((peer) -> clients.put(peer, peer.open(servers)));
		return new Clients(clients);
	}

	public Client get(Peer peer) {
		Client client = this.byPeer.get(peer);
		Assert.notNull(client, () -> peer + " is not open");
		return client;
	}

	/**
	 * Lets peers that are open contend.
	 * @param peers the peers
	 * @param work what each does
	 * @return the contenders by name
	 */
	public Map<String, Contest.Work> contenders(Collection<Peer> peers, Function<Peer, Contest.Work> work) {
		Map<String, Contest.Work> contenders = new LinkedHashMap<>();
		peers.stream()
			.filter(this.byPeer::containsKey)
			.forEach((peer) -> contenders.put(peer.label(), work.apply(peer)));
		return contenders;
	}

	@Override
	public void close() {
		this.byPeer.values().forEach(Client::close);
	}

}
