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
package dev.larder.benchmarks.outage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

/**
 * What callers see of a server that ends, hangs and comes back.
 */
public final class OutageSuite implements Suite {

	private static final List<PeerType> QUICK = List.of(PeerType.LARDER_MEMCACHED, PeerType.RAW_XMEMCACHED,
			PeerType.REDIS_CACHE);

	private static final List<PeerType> FULL = List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED,
			PeerType.RAW_XMEMCACHED, PeerType.SIMPLE_SPRING_MEMCACHED, PeerType.SIXHOURS, PeerType.REDIS_CACHE,
			PeerType.JETCACHE_REDIS, PeerType.JETCACHE_BOTH);

	@Override
	public String name() {
		return "outage";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		Script script = Script.of(effort);
		Map<PeerType, List<Phase>> phases = new EnumMap<>(PeerType.class);
		try (Servers servers = Servers.start()) {
			for (PeerType type : effort.pick(QUICK, FULL)) {
				if (type.isAvailable()) {
					progress.report(type.label());
					servers.flush();
					phases.put(type, script.play(type, servers.addresses(), Failing.of(type.backend(), servers)));
				}
			}
		}
		return new OutageReport(script, phases).result();
	}

}
