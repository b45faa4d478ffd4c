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
package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.springframework.util.Assert;

/**
 * Measures contenders in short slices, all of them in every round and in random order:
 * what disturbs the machine disturbs all alike, and who is compared is compared with what
 * ran in the same seconds. Immutable.
 *
 * @param threads how many threads work at the same time
 * @param rounds how many rounds count
 * @param slice how long each contender works in a round
 */
public record Contest(int threads, int rounds, Duration slice) {

	/**
	 * Rounds that come before those which count, for the compiler and the connections.
	 */
	private static final int WARM_UP_ROUNDS = 2;

	public Contest {
		Assert.isTrue(threads > 0, "'threads' must be positive");
		Assert.isTrue(rounds > 0, "'rounds' must be positive");
		Assert.isTrue(!slice.isNegative() && !slice.isZero(), "'slice' must be positive");
	}

	/**
	 * Measures.
	 * @param contenders what to measure
	 * @return the scores, in the order of the contenders
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public Scores run(List<Contender> contenders) throws InterruptedException {
		Map<String, ScoreKeeper> keepers = new LinkedHashMap<>();
		contenders.forEach((contender) -> keepers.put(contender.name(), new ScoreKeeper()));
		List<Contender> order = new ArrayList<>(contenders);
		Random random = new Random(contenders.size());
		try (Workers workers = new Workers(this.threads)) {
			for (int round = -WARM_UP_ROUNDS; round < this.rounds; round++) {
				Collections.shuffle(order, random);
				for (Contender contender : order) {
					Slice measured = workers.run(contender.work(), this.slice);
					ScoreKeeper keeper = keepers.get(contender.name());
					if (round >= 0 && keeper != null) {
						keeper.add(measured);
					}
				}
			}
		}
		Map<String, Score> scores = new LinkedHashMap<>();
		keepers.forEach((name, keeper) -> scores.put(name, keeper.score()));
		return new Scores(scores);
	}

}
