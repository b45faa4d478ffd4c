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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.child.ChildProcess;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.suite.Effort;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to the server of a peer, phase by phase, and for how long. Immutable.
 *
 * @param warmUp time before anything counts
 * @param up how long the server runs at first
 * @param outage how long each outage lasts
 * @param minReturn how long a return is watched at least
 * @param maxReturn how long it is watched if hits do not come back
 */
record Script(Duration warmUp, Duration up, Duration outage, Duration minReturn, Duration maxReturn) {

	private static final List<String> JVM_OPTIONS = List.of("-Xmx512m");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	/**
	 * What a phase may take longer than it should, on a machine that is busy.
	 */
	private static final Duration GRACE = Duration.ofSeconds(30);

	static Script of(Effort effort) {
		return effort.pick(
				new Script(Duration.ofMillis(1000), Duration.ofMillis(1500), Duration.ofMillis(1500),
						Duration.ofMillis(1200), Duration.ofMillis(4500)),
				new Script(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(2),
						Duration.ofSeconds(10)));
	}

	/**
	 * Plays it.
	 * @param type the peer that is watched, in a process of its own
	 * @param servers where the servers are
	 * @param server the one of them that fails
	 * @return what was seen
	 */
	List<Phase> play(PeerType type, PeerServers servers, Failing server) throws InterruptedException {
		List<Phase> phases = new ArrayList<>();
		try (ChildProcess process = ChildProcess.start(OutageChild.class, JVM_OPTIONS,
				List.of(servers.toString(), type.name()))) {
			process.await("ready", START_TIMEOUT);
			run(process, PhaseName.UP, this.warmUp, this.warmUp, () -> {
			});
			phases.add(run(process, PhaseName.UP, this.up, this.up, () -> {
			}));
			phases.add(run(process, PhaseName.KILLED, this.outage, this.outage, server.kill()));
			server.restart().run();
			phases.add(run(process, PhaseName.RESTARTED, this.minReturn, this.maxReturn, () -> {
			}));
			phases.add(run(process, PhaseName.FROZEN, this.outage, this.outage, server.freeze()));
			server.resume().run();
			phases.add(run(process, PhaseName.RESUMED, this.minReturn, this.maxReturn, () -> {
			}));
		}
		return phases;
	}

	private static Phase run(ChildProcess process, PhaseName name, Duration min, Duration max, Runnable event)
			throws InterruptedException {
		process.send(new PhaseRequest(name, min, max).toString());
		process.await("begun", GRACE);
		event.run();
		return MAPPER.readValue(process.await("ended", max.plus(GRACE)), Phase.class);
	}

}
