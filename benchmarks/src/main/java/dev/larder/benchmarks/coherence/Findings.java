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
package dev.larder.benchmarks.coherence;

import java.util.List;

import dev.larder.benchmarks.measure.Quartiles;

/**
 * What was found out about coherence. Immutable.
 *
 * @param lags by the number of instances
 * @param idleInstances what idle instances cost, by their number
 * @param idleTiered what an idle instance costs in tiered mode, by the number of its
 * caches
 * @param idleMemcached the same in memcached mode
 * @param writes what a put costs
 * @param putRatio the throughput of puts in tiered mode as a multiple of that in
 * memcached mode
 */
record Findings(List<Lag> lags, List<IdleCost> idleInstances, List<IdleCost> idleTiered, List<IdleCost> idleMemcached,
		List<WriteCost> writes, Quartiles putRatio) {

	Findings {
		lags = List.copyOf(lags);
		idleInstances = List.copyOf(idleInstances);
		idleTiered = List.copyOf(idleTiered);
		idleMemcached = List.copyOf(idleMemcached);
		writes = List.copyOf(writes);
	}

}
