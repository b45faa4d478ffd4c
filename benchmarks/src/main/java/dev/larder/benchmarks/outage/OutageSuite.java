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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.test.process.ChildProcess;
import dev.larder.test.process.ServerProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the server of each peer, and lets it hang.
 */
public final class OutageSuite {

	private static final List<Peer> QUICK = List.of(Peer.LARDER_MEMCACHED, Peer.RAW_XMEMCACHED, Peer.REDIS_CACHE);

	private static final List<Peer> FULL = List.of(Peer.LARDER_MEMCACHED, Peer.LARDER_TIERED, Peer.SIXHOURS,
			Peer.SIMPLE_SPRING_MEMCACHED, Peer.RAW_XMEMCACHED, Peer.REDIS_CACHE, Peer.JETCACHE_REDIS,
			Peer.JETCACHE_BOTH);

	private static final List<String> JVM_OPTIONS = List.of("-Xmx512m");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private OutageSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a process fails
	 */
	public static SuiteResult run(Run run) throws Exception {
		Script script = run.pick(new Script(1000, 1500, 1500, 1200, 4500), new Script(2000, 3000, 5000, 2000, 10_000));
		Map<Peer, List<Phase>> phases = new LinkedHashMap<>();
		try (Servers servers = Servers.start()) {
			for (Peer peer : Peer.available(run.pick(QUICK, FULL))) {
				run.report(peer.label());
				servers.flush();
				phases.put(peer, script.play(peer, servers));
			}
		}
		return new OutageReport(script, phases).result();
	}

	/**
	 * How long the phases are, in milliseconds.
	 *
	 * @param warmUp how long the server runs before anything counts
	 * @param up how long it runs
	 * @param outage how long it is killed, and hangs
	 * @param minReturn how long its return is watched at least
	 * @param maxReturn how long its return is watched at most
	 */
	record Script(int warmUp, int up, int outage, int minReturn, int maxReturn) {

		List<Phase> play(Peer peer, Servers servers) {
			ServerProcess server = servers.of(peer.backend());
			List<Phase> phases = new ArrayList<>();
			try (ChildProcess process = ChildProcess.start(OutageChild.class, JVM_OPTIONS,
					List.of(servers.addresses().toString(), peer.name()))) {
				process.await("ready");
				run(process, Phase.Name.UP, this.warmUp, this.warmUp, () -> {
				});
				phases.add(run(process, Phase.Name.UP, this.up, this.up, () -> {
				}));
				phases.add(run(process, Phase.Name.KILLED, this.outage, this.outage, server::kill));
				server.restart();
				phases.add(run(process, Phase.Name.RESTARTED, this.minReturn, this.maxReturn, () -> {
				}));
				phases.add(run(process, Phase.Name.FROZEN, this.outage, this.outage, server::freeze));
				server.resume();
				phases.add(run(process, Phase.Name.RESUMED, this.minReturn, this.maxReturn, () -> {
				}));
			}
			return phases;
		}

		private static Phase run(ChildProcess process, Phase.Name name, int min, int max, Runnable event) {
			process.send(name + " " + min + " " + max);
			process.await("begun");
			event.run();
			return MAPPER.readValue(String.join(" ", process.await("ended")), Phase.class);
		}

	}

}
