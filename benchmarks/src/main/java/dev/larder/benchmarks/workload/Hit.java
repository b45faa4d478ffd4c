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
 * Reads a value that is there. To find none is a failure.
 *
 * @param peer where
 * @param keys the keys, which threads begin with at different places
 */
public record Hit(Peer peer, List<String> keys) implements Work {

	private static final int THREADS_APART = 31;

	@Override
	public void run(int thread, long iteration) throws Exception {
		Assert.state(this.peer.get(this.keys.get(index(this.keys.size(), thread, iteration))) != null,
				"A value is missing");
	}

	static int index(int size, int thread, long iteration) {
		return (int) ((thread * (long) THREADS_APART + iteration) % size);
	}

}
