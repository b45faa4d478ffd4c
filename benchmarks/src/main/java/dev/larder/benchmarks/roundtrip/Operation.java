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
package dev.larder.benchmarks.roundtrip;

import dev.larder.benchmarks.peer.Ability;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.workload.Dataset;

/**
 * What is asked of a peer. Each operation leaves the entries as the next needs them.
 */
enum Operation {

	HIT("hit") {

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.get(entries.keys().get(number));
		}

	},

	MISS("miss") {

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.get("absent-" + number);
		}

	},

	PUT("put") {

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.put(entries.keys().get(number), entries.values().get(number));
		}

	},

	EVICT("evict") {

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.evict(entries.keys().get(number));
		}

	},

	LOAD("load after a miss") {

		@Override
		boolean isFor(PeerType type) {
			return type.can(Ability.LOAD);
		}

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.load("load-" + number, () -> entries.values().get(number));
		}

	},

	CLEAR("clear") {

		@Override
		boolean isFor(PeerType type) {
			return type.can(Ability.CLEAR);
		}

		@Override
		void run(Peer peer, Dataset entries, int number) throws Exception {
			peer.clear();
		}

	};

	private final String label;

	Operation(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	boolean isFor(PeerType type) {
		return true;
	}

	/**
	 * Does it once.
	 */
	abstract void run(Peer peer, Dataset entries, int number) throws Exception;

}
