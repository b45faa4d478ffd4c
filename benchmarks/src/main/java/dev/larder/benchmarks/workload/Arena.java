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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Contender;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.measure.Work;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;

/**
 * Where open peers compete, always in equally long contests.
 *
 * @param peers the peers
 * @param rounds how many rounds count
 * @param slice how long each peer works in a round
 */
public record Arena(Peers peers, int rounds, Duration slice) {

	/**
	 * Lets peers compete.
	 * @param threads how many threads work at the same time
	 * @param types which peers; those that are not open are left out
	 * @param work what a peer does
	 * @return the scores, by the labels of the peers
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public Scores run(int threads, Collection<PeerType> types, Function<PeerType, Work> work)
			throws InterruptedException {
		return run(threads, contenders(types, work));
	}

	/**
	 * Lets contenders compete.
	 * @param threads how many threads work at the same time
	 * @param contenders the contenders
	 * @return the scores
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public Scores run(int threads, List<Contender> contenders) throws InterruptedException {
		return new Contest(threads, this.rounds, this.slice).run(contenders);
	}

	/**
	 * Returns contenders named as their peers.
	 * @param types which peers; those that are not open are left out
	 * @param work what a peer does
	 * @return the contenders
	 */
	public List<Contender> contenders(Collection<PeerType> types, Function<PeerType, Work> work) {
		return open(types).stream().map((type) -> new Contender(type.label(), work.apply(type))).toList();
	}

	/**
	 * Returns which of some peers are open.
	 * @param types the peers
	 * @return those that are
	 */
	public List<PeerType> open(Collection<PeerType> types) {
		return types.stream().filter(this.peers.types()::contains).toList();
	}

}
