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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.traffic.Traffic;

/**
 * How clearing a cache went, round by round. Immutable.
 *
 * @param peer whose cache it was
 * @param nanos how long it took, in nanoseconds
 * @param traffic what the server saw
 * @param failures how often entries were still there
 */
record ClearScore(String peer, List<Double> nanos, List<Traffic> traffic, int failures) {

	ClearScore {
		nanos = List.copyOf(nanos);
		traffic = List.copyOf(traffic);
	}

	static ClearScore of(String peer) {
		return new ClearScore(peer, List.of(), List.of(), 0);
	}

	ClearScore and(long nanos, Traffic traffic, boolean failed) {
		return new ClearScore(this.peer, append(this.nanos, (double) nanos), append(this.traffic, traffic),
				this.failures + (failed ? 1 : 0));
	}

	Quartiles relativeTo(ClearScore other) {
		return Quartiles.ofRatios(this.nanos, other.nanos);
	}

	/**
	 * Returns the traffic of the round with the median of commands: what a peer does on
	 * its own now and then is not in it.
	 */
	Traffic typicalTraffic() {
		return Traffic.median(this.traffic, Traffic::total);
	}

	private static <T> List<T> append(List<T> list, T element) {
		List<T> longer = new ArrayList<>(list);
		longer.add(element);
		return longer;
	}

}
