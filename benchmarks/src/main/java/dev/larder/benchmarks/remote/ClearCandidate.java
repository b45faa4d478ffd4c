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
package dev.larder.benchmarks.remote;

import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.traffic.Traffic;
import dev.larder.benchmarks.traffic.TrafficCounter;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;

/**
 * A peer whose cache is cleared, with servers of its own. Not thread-safe.
 */
final class ClearCandidate implements AutoCloseable {

	private final Servers servers;

	private final Peer peer;

	private final TrafficCounter counter;

	private ClearScore score;

	private ClearCandidate(Servers servers, Peer peer, PeerType type) {
		this.servers = servers;
		this.peer = peer;
		this.counter = TrafficCounter.of(type.backend(), servers);
		this.score = ClearScore.of(type.label());
	}

	static ClearCandidate open(PeerType type) {
		Servers servers = Servers.start();
		try {
			return new ClearCandidate(servers, type.open(servers.addresses()), type);
		}
		catch (RuntimeException ex) {
			servers.close();
			throw ex;
		}
	}

	/**
	 * Clears the cache, having filled it.
	 * @param entries what it is filled with
	 * @param filler fills it
	 * @param counts whether it counts
	 * @throws Exception if it fails
	 */
	void clear(Dataset entries, Filler filler, boolean counts) throws Exception {
		filler.fill(entries, this.peer);
		Traffic before = this.counter.now();
		long started = System.nanoTime();
		this.peer.clear();
		long nanos = System.nanoTime() - started;
		Traffic traffic = this.counter.now().minus(before);
		boolean left = isThere(entries.keys().get(0)) || isThere(entries.keys().get(entries.size() - 1));
		if (counts) {
			this.score = this.score.and(nanos, traffic, left);
		}
	}

	private boolean isThere(String key) throws Exception {
		return this.peer.get(key) != null;
	}

	ClearScore score() {
		return this.score;
	}

	@Override
	public void close() {
		this.peer.close();
		this.servers.close();
	}

}
