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
import java.util.List;
import java.util.stream.Collectors;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Numbers;

/**
 * Lets peers clear a cache, each with servers of its own.
 *
 * @param entries how many entries are cleared
 * @param rounds how often
 */
record ClearContest(int entries, int rounds) {

	private static final List<Peer> PEERS = List.of(Peer.LARDER_MEMCACHED, Peer.LARDER_TIERED, Peer.SIXHOURS,
			Peer.SIMPLE_SPRING_MEMCACHED, Peer.REDIS_CACHE_IMMEDIATE);

	private static final int WARM_UP_ENTRIES = 1000;

	private static final int FILLING_THREADS = 16;

	List<Figures> run(Run run) throws Exception {
		Dataset few = Dataset.of(WARM_UP_ENTRIES, Payload.POJO::value);
		Dataset many = Dataset.of(this.entries, Payload.POJO::value);
		List<Candidate> candidates = new ArrayList<>();
		try {
			Peer.available(PEERS).forEach((peer) -> candidates.add(Candidate.open(peer)));
			Rounds.of(1 + this.rounds).run(candidates, (round, candidate) -> {
				run.report("clear, round " + (round - 1) + " of " + this.rounds);
				candidate.clear((round == 1) ? few : many, (round == 1) ? Figures.of("warm-up") : candidate.figures);
			});
			return candidates.stream().map(Candidate::figures).toList();
		}
		finally {
			candidates.forEach(Candidate::close);
		}
	}

	List<List<String>> rows(List<Figures> all) {
		return all.stream().map((figures) -> row(figures, larder(all))).toList();
	}

	private static Figures larder(List<Figures> all) {
		return all.stream()
			.filter((figures) -> figures.peer().equals(Peer.LARDER_MEMCACHED.label()))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> row(Figures figures, Figures larder) {
		Traffic traffic = figures.typicalTraffic();
		return List.of(figures.peer(),
				figures.equals(larder) ? "1" : Quartiles.ofRatios(figures.nanos(), larder.nanos()).asFactor(),
				Numbers.of(Quartiles.of(figures.nanos()).median() / 1e6), Numbers.whole(traffic.total()),
				kinds(traffic), String.valueOf(figures.left().size()));
	}

	Bar bar(List<Figures> all) {
		Figures larder = larder(all);
		Traffic traffic = larder.typicalTraffic();
		boolean holds = Math.round(traffic.total()) == 1 && larder.left().isEmpty();
		String remark = holds ? null : "The server saw " + kinds(traffic) + "; after " + larder.left().size() + " of "
				+ larder.nanos().size() + " clears there were still entries.";
		return new Bar("clear of " + Numbers.count(this.entries) + " entries, " + larder.peer(), "one round trip",
				Math.round(traffic.total()) + " command (" + kinds(traffic) + ")", holds, remark);
	}

	private static String kinds(Traffic traffic) {
		return traffic.commands()
			.entrySet()
			.stream()
			.filter((command) -> command.getValue() > 0)
			.map((command) -> Numbers.whole(command.getValue()) + " " + command.getKey())
			.collect(Collectors.joining(", "));
	}

	/**
	 * What clears of a peer cost; grows from round to round.
	 *
	 * @param peer the peer
	 * @param nanos the time of each clear
	 * @param traffic the traffic of each clear
	 * @param left the keys that were still there, one for each clear that failed
	 */
	record Figures(String peer, List<Double> nanos, List<Traffic> traffic, List<String> left) {

		static Figures of(String peer) {
			return new Figures(peer, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		}

		Traffic typicalTraffic() {
			return Traffic.median(this.traffic, Traffic::total);
		}

	}

	private record Candidate(Peer peer, Servers servers, Client client, Figures figures) implements AutoCloseable {

		static Candidate open(Peer peer) {
			Servers servers = Servers.start();
			try {
				return new Candidate(peer, servers, peer.open(servers.addresses()), Figures.of(peer.label()));
			}
			catch (RuntimeException ex) {
				servers.close();
				throw ex;
			}
		}

		void clear(Dataset entries, Figures figures) throws Exception {
			entries.fill(this.client, FILLING_THREADS);
			Traffic before = this.servers.traffic(this.peer.backend());
			long started = System.nanoTime();
			this.client.clear();
			figures.nanos().add((double) (System.nanoTime() - started));
			figures.traffic().add(this.servers.traffic(this.peer.backend()).minus(before));
			for (String key : List.of(entries.keys().get(0), entries.keys().get(entries.keys().size() - 1))) {
				if (this.client.get(key) != null) {
					figures.left().add(key);
					break;
				}
			}
		}

		@Override
		public void close() {
			this.client.close();
			this.servers.close();
		}

	}

}
