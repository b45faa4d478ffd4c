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
package dev.larder.benchmarks.workload;

import java.util.concurrent.atomic.LongAdder;

import dev.larder.benchmarks.measure.Work;
import dev.larder.benchmarks.peer.Peer;

/**
 * Stores a value over another, and counts how often that seemed to work.
 */
public final class Put implements Work {

	private final Peer peer;

	private final Dataset entries;

	private final LongAdder done = new LongAdder();

	/**
	 * Creates work.
	 * @param peer where values are stored
	 * @param entries what is stored
	 */
	public Put(Peer peer, Dataset entries) {
		this.peer = peer;
		this.entries = entries;
	}

	@Override
	public void run(int thread, long iteration) throws Exception {
		int index = Hit.index(this.entries.size(), thread, iteration);
		this.peer.put(this.entries.keys().get(index), this.entries.values().get(index));
		this.done.increment();
	}

	/**
	 * Returns how many values were stored as far as the peer says.
	 * @return the number
	 */
	public long done() {
		return this.done.sum();
	}

}
