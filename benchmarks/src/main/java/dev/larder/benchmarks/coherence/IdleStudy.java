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

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;

/**
 * Finds out what an idle instance costs with more and more caches.
 *
 * @param server the server, {@code host:port}
 * @param meter measures
 * @param effort how much time to take
 * @param progress told what is being measured
 */
record IdleStudy(String server, IdleMeter meter, Effort effort, Progress progress) {

	List<IdleCost> run(String mode) throws Exception {
		List<IdleCost> costs = new ArrayList<>();
		try (Instances instances = new Instances(mode, mode + "-caches", this.server).growTo(1)) {
			int made = 0;
			for (int count : this.effort.pick(List.of(1, 10), List.of(1, 10, 100))) {
				this.progress.report("an idle instance, " + mode + ", caches: " + count);
				while (made < count) {
					instances.caches("cache-" + made++);
				}
				costs.add(this.meter.measure(1, count));
			}
		}
		return costs;
	}

}
