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
package dev.larder.benchmarks.startup;

import java.util.List;

/**
 * What is started. Immutable.
 *
 * @param memcachedAbsent Larder in memcached, which does not run
 * @param tieredAbsent Larder in both tiers, and memcached does not run
 * @param memcached Larder in memcached, which runs
 */
record Variants(Variant memcachedAbsent, Variant tieredAbsent, Variant memcached) {

	static Variants of(String absent, String present) {
		return new Variants(Variant.larder("Larder memcached, no server", "memcached", absent),
				Variant.larder("Larder tiered, no server", "tiered", absent),
				Variant.larder("Larder memcached", "memcached", present));
	}

	/**
	 * Returns those of the small application; the first is the reference.
	 */
	List<Variant> ofSmallApplication() {
		return List.of(Variant.WITHOUT_LARDER, Variant.CAFFEINE, Variant.LOCAL, this.memcachedAbsent, this.tieredAbsent,
				this.memcached);
	}

	/**
	 * Returns what no report can do without of the small application.
	 */
	List<Variant> essential() {
		return List.of(Variant.WITHOUT_LARDER, Variant.LOCAL, this.memcachedAbsent, this.tieredAbsent);
	}

	/**
	 * Returns those of the sample application, which has Larder in any case; the first is
	 * the reference.
	 */
	List<Variant> ofSampleApplication() {
		return List.of(Variant.CAFFEINE, Variant.NO_CACHE, Variant.LOCAL, this.memcachedAbsent, this.tieredAbsent,
				this.memcached);
	}

}
