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

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.traffic.Traffic;

/**
 * The traffic of each operation of a peer. Immutable.
 *
 * @param type the peer
 * @param perOperation the traffic of one operation; those it cannot do are missing
 */
record PeerTraffic(PeerType type, Map<Operation, Traffic> perOperation) {

	PeerTraffic {
		Map<Operation, Traffic> copy = new EnumMap<>(Operation.class);
		copy.putAll(perOperation);
		perOperation = Collections.unmodifiableMap(copy);
	}

}
