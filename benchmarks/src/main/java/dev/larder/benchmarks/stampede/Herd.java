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
package dev.larder.benchmarks.stampede;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.child.ChildProcess;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.peer.PeerType;

/**
 * Processes whose callers begin at the same moment. Not thread-safe.
 */
final class Herd implements AutoCloseable {

	/**
	 * Small, and compiled quickly rather than well: the processes mostly wait.
	 */
	private static final List<String> JVM_OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	/**
	 * Time for the start to reach every process.
	 */
	private static final long NOTICE_MILLIS = 50;

	private final List<ChildProcess> processes = new ArrayList<>();

	/**
	 * Starts the processes.
	 * @param size how many
	 * @param types the peers each of them opens
	 * @param servers the servers of the peers
	 */
	Herd(int size, List<PeerType> types, PeerServers servers) throws InterruptedException {
		List<String> arguments = new ArrayList<>();
		arguments.add(servers.toString());
		types.forEach((type) -> arguments.add(type.name()));
		for (int i = 0; i < size; i++) {
			this.processes.add(ChildProcess.start(StampedeChild.class, JVM_OPTIONS, arguments));
		}
		for (ChildProcess process : this.processes) {
			process.await("ready", TIMEOUT);
		}
	}

	/**
	 * Has the callers of all processes run.
	 * @param type the peer
	 * @param load how long a load takes
	 * @param keys what the callers of each process want
	 * @return how it ended
	 */
	Outcome runAll(PeerType type, Duration load, List<String> keys) throws InterruptedException {
		return run(this.processes, type, load, keys);
	}

	/**
	 * Has callers of one process run.
	 * @param type the peer
	 * @param load how long a load takes
	 * @param keys what the callers want
	 * @return how it ended
	 */
	Outcome runOne(PeerType type, Duration load, List<String> keys) throws InterruptedException {
		return run(this.processes.subList(0, 1), type, load, keys);
	}

	private static Outcome run(List<ChildProcess> processes, PeerType type, Duration load, List<String> keys)
			throws InterruptedException {
		processes.forEach((process) -> process
			.send("rush " + type.name() + " " + load.toMillis() + " " + String.join(" ", keys)));
		for (ChildProcess process : processes) {
			process.await("prepared", TIMEOUT);
		}
		long start = System.currentTimeMillis() + NOTICE_MILLIS;
		processes.forEach((process) -> process.send("go " + start));
		Outcome outcome = new Outcome(0, 0, 0);
		for (ChildProcess process : processes) {
			outcome = outcome.and(Outcome.parse(process.await("done", TIMEOUT)));
		}
		return outcome;
	}

	@Override
	public void close() {
		this.processes.forEach(ChildProcess::close);
	}

}
