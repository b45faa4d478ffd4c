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
import java.util.EnumMap;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.traffic.Traffic;
import dev.larder.benchmarks.traffic.TrafficCounter;
import dev.larder.benchmarks.traffic.TrafficMeter;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;

/**
 * Has a peer that is alone with its servers do everything it can.
 *
 * @param servers the servers
 * @param filler stores values beforehand
 * @param times how often each operation is done
 * @param idle how long to watch what the peer does on its own
 */
record PeerTrafficMeasurement(Servers servers, Filler filler, int times, Duration idle) {

	private static final int WARM_UP = 20;

	PeerTraffic run(PeerType type) throws Exception {
		this.servers.flush();
		Dataset entries = Dataset.of(this.times + WARM_UP, Payload.POJO, type);
		Map<Operation, Traffic> perOperation = new EnumMap<>(Operation.class);
		try (Peer peer = type.open(this.servers.addresses())) {
			TrafficMeter meter = new TrafficMeter(TrafficCounter.of(type.backend(), this.servers));
			this.filler.fill(entries, peer);
			meter.calibrate();
			meter.watchIdle(this.idle);
			for (Operation operation : Operation.values()) {
				if (operation.isFor(type)) {
					perOperation.put(operation, measure(operation, peer, entries, meter));
				}
			}
		}
		return new PeerTraffic(type, perOperation);
	}

	private Traffic measure(Operation operation, Peer peer, Dataset entries, TrafficMeter meter) throws Exception {
		operation.prepare(peer, this.filler);
		int warmUp = operation.timesPerPreparation(WARM_UP);
		meter.measure(() -> repeat(operation, peer, entries, this.times, warmUp));
		Traffic traffic = Traffic.NONE;
		int count = operation.timesPerPreparation(this.times);
		for (int i = 0; i < operation.preparations(); i++) {
			operation.prepare(peer, this.filler);
			meter.calibrate();
			traffic = traffic.plus(meter.measure(() -> repeat(operation, peer, entries, 0, count)));
		}
		return traffic.times(1.0 / (count * operation.preparations()));
	}

	private static void repeat(Operation operation, Peer peer, Dataset entries, int first, int count) throws Exception {
		for (int number = first; number < first + count; number++) {
			operation.run(peer, entries, number);
		}
	}

}
