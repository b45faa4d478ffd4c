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

package dev.larder.internal.actuate;

import dev.larder.cache.LarderCacheManager;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeMeters}.
 */
class NodeMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final LarderCacheManager cacheManager = LarderCacheManager.builder().build();

	private final NodeMeters meters = new NodeMeters(this.registry, this.cacheManager,
			Tag.of("cache.manager", "cache"));

	@AfterEach
	void close() {
		this.cacheManager.close();
	}

	@Test
	void serverThatComesIsMeasured() {
		this.meters.joined("cache-1:11211");
		assertThat(nodes()).containsOnly("cache-1:11211");
	}

	@Test
	void serverThatGoesIsMeasuredNoMore() {
		this.meters.add("cache-1:11211");
		this.meters.add("cache-2:11211");
		this.meters.left("cache-1:11211");
		assertThat(nodes()).containsOnly("cache-2:11211");
	}

	@Test
	void answersOfAServerThatWentAreNotMeasured() {
		this.meters.add("cache-1:11211");
		this.meters.left("cache-1:11211");
		this.meters.answered("cache-1:11211", 1);
		this.meters.changeSeen("cache-1:11211", 1);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void serverThatReturnsIsMeasuredAgain() {
		this.meters.add("cache-1:11211");
		this.meters.left("cache-1:11211");
		this.meters.joined("cache-1:11211");
		this.meters.answered("cache-1:11211", 1);
		assertThat(this.registry.get("larder.node.latency").timer().count()).isOne();
	}

	private Iterable<String> nodes() {
		return this.registry.getMeters().stream().map(Meter::getId).map((id) -> id.getTag("node")).toList();
	}

}
