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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Text;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;
import dev.larder.benchmarks.workload.Filler;

/**
 * Measures how many commands and bytes an operation takes, as the servers count them.
 */
public final class RoundTripSuite implements Suite {

	private static final List<PeerType> ALL = List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED,
			PeerType.RAW_XMEMCACHED, PeerType.RAW_SOCKET, PeerType.SIXHOURS, PeerType.SIMPLE_SPRING_MEMCACHED,
			PeerType.REDIS_CACHE, PeerType.REDIS_CACHE_LOCKING, PeerType.JETCACHE_REDIS);

	/**
	 * One of each kind, as opening peers takes most of the time.
	 */
	private static final List<PeerType> SOME = List.of(PeerType.LARDER_MEMCACHED, PeerType.RAW_XMEMCACHED,
			PeerType.SIXHOURS, PeerType.SIMPLE_SPRING_MEMCACHED, PeerType.REDIS_CACHE);

	@Override
	public String name() {
		return "roundtrip";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		int times = effort.pick(100, 300);
		Duration idle = Duration.ofMillis(effort.pick(300, 600));
		Duration pause = Duration.ofMillis(effort.pick(10, 20));
		List<PeerTraffic> traffic = new ArrayList<>();
		try (Servers servers = Servers.start(); Filler filler = new Filler(1)) {
			PeerTrafficMeasurement measurement = new PeerTrafficMeasurement(servers, filler, times, idle, pause);
			for (PeerType type : effort.pick(SOME, ALL)) {
				if (type.isAvailable()) {
					progress.report("traffic of " + type.label());
					traffic.add(measurement.run(type));
				}
			}
		}
		return present(new TrafficTables(traffic), times);
	}

	private static SuiteResult present(TrafficTables tables, int times) {
		return SuiteResult.of("Commands and bytes per operation")
			.with(new Text("Each peer, alone with its server, did each operation " + times
					+ " times in one thread, and the server was asked before and after what it had been asked for: memcached with "
					+ "`stats`, Redis with `INFO`. Taken off is what asking costs, and what the peer sent in the same "
					+ "time on its own, such as Larder's look at what others changed: that was measured "
					+ "beforehand while nothing was asked of it. A cache of " + PeerTrafficMeasurement.CLEARED_ENTRIES
					+ " entries was cleared " + PeerTrafficMeasurement.CLEARS + " times, of which the one with the "
					+ "median of commands is shown. A command that is waited for costs a round trip; "
					+ "RedisCache does not wait for changes by default, and Larder's tiered mode does not wait for "
					+ "what it announces to other instances."))
			.with(tables.chart())
			.with(tables.commands())
			.with(new Text("Which commands these are. memcached counts keys rather than commands where several values "
					+ "are read at once, counts `add` and `cas` as `set`, and `gat` as both `get` and `touch`. An "
					+ "announcement gathers the changes of a few milliseconds, which is why there may be fractions."))
			.with(tables.kinds())
			.with(new Text("Bytes to the server / bytes from the server, for a small POJO with each peer's default "
					+ "serialization (the raw socket: 100 bytes), with keys and protocol, without the headers of TCP. "
					+ "Keys differ in what each peer puts before them."))
			.with(tables.bytes());
	}

}
