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

import java.util.List;

import dev.larder.benchmarks.measure.Work;
import dev.larder.benchmarks.peer.Peer;

import org.springframework.util.Assert;

/**
 * Reads many values that are there, one after the other: where a read takes as long as
 * looking at the clock, a single one cannot be timed.
 *
 * @param peer where
 * @param keys the keys in the order in which they are read
 */
public record ManyHits(Peer peer, List<String> keys) implements Work {

	/**
	 * How many values are read each time.
	 */
	public static final int COUNT = 1000;

	@Override
	public void run(int thread, long iteration) throws Exception {
		int size = this.keys.size();
		int index = (int) (iteration * COUNT % size);
		for (int i = 0; i < COUNT; i++) {
			Assert.state(this.peer.get(this.keys.get(index)) != null, "A value is missing");
			index = (index + 1 < size) ? index + 1 : 0;
		}
	}

}
