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

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Work;
import dev.larder.benchmarks.peer.Peer;

import org.springframework.util.Assert;

/**
 * Reads several values that are there at once. To find fewer is a failure.
 *
 * @param peer where
 * @param batches the keys to read at once
 */
public record MultiGet(Peer peer, List<List<String>> batches) implements Work {

	/**
	 * Returns work that reads some of the entries each time.
	 * @param peer where
	 * @param entries the entries
	 * @param count how many are read at once
	 * @return the work
	 */
	public static MultiGet of(Peer peer, Dataset entries, int count) {
		List<List<String>> batches = new ArrayList<>();
		for (int from = 0; from + count <= entries.size(); from += count) {
			batches.add(List.copyOf(entries.keys().subList(from, from + count)));
		}
		return new MultiGet(peer, batches);
	}

	@Override
	public void run(int thread, long iteration) throws Exception {
		List<String> keys = keys(thread, iteration);
		Assert.state(this.peer.getAll(keys).size() == keys.size(), "Values are missing");
	}

	private List<String> keys(int thread, long iteration) {
		return this.batches.get(Hit.index(this.batches.size(), thread, iteration));
	}

	/**
	 * Returns work that reads the same values one after the other.
	 * @return the work
	 */
	public Work oneByOne() {
		return (thread, iteration) -> {
			for (String key : keys(thread, iteration)) {
				Assert.state(this.peer.get(key) != null, "A value is missing");
			}
		};
	}

}
