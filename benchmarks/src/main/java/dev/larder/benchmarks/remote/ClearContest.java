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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;

/**
 * Has peers clear a cache with many entries. In each round every peer does it once, in
 * random order. Not thread-safe.
 */
final class ClearContest implements AutoCloseable {

	private static final int WARM_UP_ENTRIES = 1000;

	private static final int FILLING_THREADS = 16;

	private final List<ClearCandidate> candidates = new ArrayList<>();

	private final Filler filler = new Filler(FILLING_THREADS);

	private final Progress progress;

	ClearContest(Progress progress) {
		this.progress = progress;
	}

	List<ClearScore> run(int entries, int rounds) throws Exception {
		RemotePeers.CLEAR.stream()
			.filter(PeerType::isAvailable)
			.forEach((type) -> this.candidates.add(ClearCandidate.open(type)));
		Dataset few = Dataset.of(WARM_UP_ENTRIES, Payload.POJO::value);
		Dataset many = Dataset.of(entries, Payload.POJO::value);
		List<ClearCandidate> order = new ArrayList<>(this.candidates);
		Random random = new Random(rounds);
		for (int round = -1; round < rounds; round++) {
			this.progress.report("clear, round " + (round + 1) + " of " + rounds);
			Collections.shuffle(order, random);
			for (ClearCandidate candidate : order) {
				candidate.clear((round < 0) ? few : many, this.filler, round >= 0);
			}
		}
		return this.candidates.stream().map(ClearCandidate::score).toList();
	}

	@Override
	public void close() {
		this.filler.close();
		this.candidates.forEach(ClearCandidate::close);
	}

}
