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
import java.util.EnumMap;
import java.util.List;
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
 * @param pause how long no command has to come for there to be no more
 */
record PeerTrafficMeasurement(Servers servers, Filler filler, int times, Duration idle, Duration pause) {

	/**
	 * How many entries a cache has that is cleared.
	 */
	static final int CLEARED_ENTRIES = 100;

	/**
	 * How often a cache is filled and cleared.
	 */
	static final int CLEARS = 5;

	private static final int WARM_UP = 20;

	PeerTraffic run(PeerType type) throws Exception {
		this.servers.flush();
		Dataset entries = Dataset.of(this.times + WARM_UP, Payload.POJO, type);
		Map<Operation, Traffic> perOperation = new EnumMap<>(Operation.class);
		try (Peer peer = type.open(this.servers.addresses())) {
			TrafficMeter meter = new TrafficMeter(TrafficCounter.of(type.backend(), this.servers), this.pause);
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
		if (operation == Operation.CLEAR) {
			return measureClear(peer, entries, meter);
		}
		if (operation == Operation.HIT) {
			// Copies in local memory may have been dropped since the cache was filled
			repeat(operation, peer, entries, 0, this.times);
		}
		meter.measure(() -> repeat(operation, peer, entries, this.times, WARM_UP));
		meter.calibrate();
		return meter.measure(() -> repeat(operation, peer, entries, 0, this.times)).times(1.0 / this.times);
	}

	/**
	 * Only a filled cache can be cleared, so that it is done once at a time.
	 */
	private Traffic measureClear(Peer peer, Dataset entries, TrafficMeter meter) throws Exception {
		Dataset cleared = entries.first(CLEARED_ENTRIES);
		List<Traffic> traffic = new ArrayList<>();
		for (int i = 0; i <= CLEARS; i++) {
			this.filler.fill(cleared, peer);
			meter.calibrate();
			traffic.add(meter.measureShort(() -> repeat(Operation.CLEAR, peer, entries, 0, 1)));
		}
		return Traffic.median(traffic.subList(1, traffic.size()), Traffic::total);
	}

	private static void repeat(Operation operation, Peer peer, Dataset entries, int first, int count) throws Exception {
		for (int number = first; number < first + count; number++) {
			operation.run(peer, entries, number);
		}
	}

}
