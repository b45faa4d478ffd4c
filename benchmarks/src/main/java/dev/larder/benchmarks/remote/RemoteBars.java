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
import java.util.stream.Stream;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.presentation.Comparison;
import dev.larder.benchmarks.presentation.RatioBar;
import dev.larder.benchmarks.result.Bar;

/**
 * What Larder's throughput is to be beside the raw client's and beside another starter's.
 *
 * @param operation what is done, such as "memcached hit"
 * @param leastRaw how many times the raw client's it is to be
 * @param leastStarter how many times the other starter's it is to be
 */
record RemoteBars(String operation, double leastRaw, double leastStarter) {

	static final RemoteBars HIT = new RemoteBars("memcached hit", 0.95, 1.7);

	static final RemoteBars PUT = new RemoteBars("memcached put", 0.95, 3);

	/**
	 * Returns the bars for all settings of a comparison, without those for the other
	 * starter if it could not be measured.
	 * @param what what is read or stored
	 * @param comparison the contests
	 * @return the bars
	 */
	List<Bar> of(String what, Comparison comparison) {
		Stream<Bar> raw = bars(what, comparison, PeerType.RAW_XMEMCACHED, this.leastRaw);
		Stream<Bar> starter = PeerType.SIXHOURS.isAvailable()
				? bars(what, comparison, PeerType.SIXHOURS, this.leastStarter) : Stream.empty();
		return Stream.concat(raw, starter).toList();
	}

	private Stream<Bar> bars(String what, Comparison comparison, PeerType other, double least) {
		RatioBar bar = new RatioBar(comparison, PeerType.LARDER_MEMCACHED.label(), other.label(), least);
		return comparison.settings()
			.keySet()
			.stream()
			.map((setting) -> bar.bar(this.operation + ", " + what + ", " + setting, setting));
	}

}
