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

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.presentation.Comparison;
import dev.larder.benchmarks.presentation.LatencyTable;
import dev.larder.benchmarks.presentation.RatioChart;
import dev.larder.benchmarks.presentation.RatioTable;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Text;

/**
 * Puts into words and figures what was measured.
 *
 * @param plan what was measured
 */
record RemoteReport(RemotePlan plan) {

	private static final String PEER = "peer";

	SuiteResult begin() {
		String text = "All peers work in one JVM with one memcached and one Redis server on the same machine, each with "
				+ RemoteContests.ENTRIES + " entries of its own under the same keys. They take turns of "
				+ this.plan.slice().toMillis() + " ms in random order, " + this.plan.rounds()
				+ " rounds after two to warm up. Figures are throughputs as multiples of raw xmemcached's in the same "
				+ "round: the median of all rounds, and in brackets the quartiles. Every peer serializes as it does by "
				+ "default, raw xmemcached as the JDK does. Before each contest every value is read and compared with "
				+ "what was stored; a value that is not found counts as a failure, not as a fast hit. "
				+ "The sockets can store bytes alone: 100 of them instead of the POJO, 4 KB instead of the list, "
				+ "which nobody turns into objects. The raw socket blocks in the kernel, on a connection for each thread. The "
				+ "Redis peers use Redis, not memcached: beside the caching library this compares another server and "
				+ "another client.";
		SuiteResult result = SuiteResult.of("Values in another process").with(new Text(text));
		return PeerType.SIXHOURS.isAvailable() ? result : result.with(new Text(
				PeerType.SIXHOURS.label() + " was not measured, as this version is not in the repository at hand."));
	}

	SuiteResult withHits(SuiteResult result, Map<Payload, Comparison> hits) {
		SuiteResult more = result.with(new Heading("Hits"));
		for (Map.Entry<Payload, Comparison> entry : hits.entrySet()) {
			Comparison comparison = entry.getValue();
			if (entry.getKey() == Payload.POJO) {
				more = withBars(more, RemoteBars.HIT.of(entry.getKey().label(), comparison))
					.with(new RatioChart(comparison).chart("remote-hit", "Hits, small POJO"));
			}
			more = withTables(more, "hit, " + entry.getKey().label(), comparison);
		}
		return withSocket(more, hits);
	}

	/**
	 * Compares with what is better for single callers, so that it is not overlooked.
	 */
	private static SuiteResult withSocket(SuiteResult result, Map<Payload, Comparison> hits) {
		SuiteResult more = result
			.with(new Text("The same hits as multiples of the raw socket's. A client that shares a "
					+ "connection has a thread of its own that reads the answers and wakes the callers, which a blocking "
					+ "socket does without; raw xmemcached has the requests written by that thread as well, while Larder "
					+ "writes them on the caller's thread as long as few are under way. What one such change of threads costs "
					+ "is what the socket loses when another thread reads it; the rest is that the reading thread waits with a "
					+ "selector. For a single caller that is most of the time a hit takes on one machine; a network between makes it "
					+ "matter less, and many callers share the changes. "
					+ "With 100 bytes all peers do the same work; with objects the sockets are spared reading them."));
		for (Map.Entry<Payload, Comparison> entry : hits.entrySet()) {
			more = more.with(new RatioTable(entry.getValue().against(PeerType.RAW_SOCKET.label()))
				.table("hit, " + entry.getKey().label()));
		}
		return more;
	}

	SuiteResult withPuts(SuiteResult result, Map<Payload, PutFindings> puts) {
		SuiteResult more = result.with(new Heading("Puts"))
			.with(new Text("Over values that are there. All wait for the server's answer: RedisCache and JetCache "
					+ "have been told to, which by default only begin to store a value and return at once."));
		long lost = 0;
		for (Map.Entry<Payload, PutFindings> entry : puts.entrySet()) {
			Comparison comparison = entry.getValue().comparison();
			lost += entry.getValue().lost();
			if (entry.getKey() == Payload.POJO) {
				more = withBars(more, RemoteBars.PUT.of(entry.getKey().label(), comparison))
					.with(new RatioChart(comparison).chart("remote-put", "Puts, small POJO"));
			}
			more = withTables(more, "put, " + entry.getKey().label(), comparison);
		}
		return more.with(new Text((lost == 0)
				? "memcached counted at least as many stored values as the peers had reported: none was dropped on the way."
				: "memcached counted " + lost + " stored values fewer than the peers had reported, so the figures of "
						+ "those that hide failures are too good."));
	}

	SuiteResult withMultiGets(SuiteResult result, Comparison comparison) {
		return withTables(result.with(new Heading("Many keys at once"))
			.with(new Text(RemoteContests.MULTI_GET_KEYS + " keys with small POJOs in one call, by those that "
					+ "have such a call, and by Larder in a loop of single reads for comparison. An operation "
					+ "is a call, or the whole loop.")),
				RemoteContests.MULTI_GET_KEYS + " keys", comparison)
			.with(new RatioChart(comparison).chart("remote-multi-get",
					"Reading " + RemoteContests.MULTI_GET_KEYS + " keys at once"));
	}

	SuiteResult withClears(SuiteResult result, List<ClearScore> scores) {
		ClearTable clears = new ClearTable(scores);
		String entries = String.format(Locale.ROOT, "%,d", this.plan.clearedEntries());
		return result.with(clears.bar(this.plan.clearedEntries()))
			.with(new Heading("Clearing a cache of " + entries + " entries"))
			.with(new Text(
					"Each peer has servers of its own, since simple-spring-memcached empties the whole server. In "
							+ this.plan.clears()
							+ " rounds each cache was filled, read once, and cleared, in random order; two "
							+ "entries were asked for afterwards. Times are of a single call each, as multiples of "
							+ PeerType.LARDER_MEMCACHED.label() + "'s in the same round. Commands are what the server "
							+ "counted during the call, in the round with the median of them. An invalidation for other "
							+ "instances may follow a few milliseconds later, and is not in it. The tiered cache "
							+ "drops its copies in this process too, which takes longer than the command, so that its regular "
							+ "look at what others changed may fall into that time and be counted."))
			.with(clears.table());
	}

	private static SuiteResult withTables(SuiteResult result, String corner, Comparison comparison) {
		return result.with(new RatioTable(comparison).table(corner)).with(new LatencyTable(comparison).table(PEER));
	}

	private static SuiteResult withBars(SuiteResult result, List<Bar> bars) {
		SuiteResult more = result;
		for (Bar bar : bars) {
			more = more.with(bar);
		}
		return more;
	}

}
