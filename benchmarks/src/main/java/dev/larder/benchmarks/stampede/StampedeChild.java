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
package dev.larder.benchmarks.stampede;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.larder.benchmarks.child.ParentProcess;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;

/**
 * A process with callers. It answers {@code ready} when its peers are open, and each
 * {@code rush <peer> <time of a load in ms> <key>...} with {@code prepared} and, after
 * {@code go <time in ms since the epoch>}, with {@code done} and the {@link Outcome}.
 */
final class StampedeChild {

	private final Peers peers;

	private final ParentProcess parent;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private StampedeChild(Peers peers, ParentProcess parent) {
		this.peers = peers;
		this.parent = parent;
	}

	/**
	 * Runs the process, until its parent ends it.
	 * @param arguments the servers, and the names of the peers
	 * @throws Exception if a peer cannot be opened
	 */
	public static void main(String[] arguments) throws Exception {
		ParentProcess parent = ParentProcess.connect();
		List<PeerType> types = Arrays.stream(arguments).skip(1).map(PeerType::valueOf).toList();
		Peers peers = new Peers(types, PeerServers.parse(arguments[0]));
		for (PeerType type : types) {
			// Connects, and loads the classes
			String key = "warm-up-" + type.name() + ProcessHandle.current().pid();
			Peer peer = peers.get(type);
			peer.put(key, Product.number(0));
			peer.get(key);
		}
		new StampedeChild(peers, parent).serve();
	}

	private void serve() throws Exception {
		this.parent.answer("ready");
		while (true) {
			List<String> words = List.of(this.parent.next().split(" ", -1));
			Rush rush = Rush.prepare(this.peers.get(PeerType.valueOf(words.get(1))), words.subList(3, words.size()),
					Long.parseLong(words.get(2)), this.executor);
			this.parent.answer("prepared");
			String start = this.parent.next().substring("go ".length());
			this.parent.answer("done " + rush.go(Instant.ofEpochMilli(Long.parseLong(start))));
		}
	}

}
