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
package dev.larder.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

import dev.larder.coherence.GenerationPoll;
import dev.larder.entry.CompressionSettings;
import dev.larder.entry.EnvelopeCodec;
import dev.larder.memcached.BreakerSettings;
import dev.larder.memcached.Generations;
import dev.larder.memcached.MemcachedCluster;
import dev.larder.memcached.MemcachedTier;
import dev.larder.memcached.NodeAddress;
import dev.larder.memcached.ValueSettings;
import dev.larder.memcached.xmemcached.ClientSettings;
import dev.larder.memcached.xmemcached.XMemcachedOperations;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderCache} in memcached.
 */
class MemcachedLarderCacheTests extends AbstractLarderCacheTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private MemcachedCluster cluster;

	private GenerationPoll poll;

	private LarderCacheManager cacheManager;

	@BeforeEach
	void connect() {
		NodeAddress address = new NodeAddress(memcached.server().host(), memcached.server().port(), 1);
		this.cluster = new MemcachedCluster(List.of(address),
				(node) -> new XMemcachedOperations(node, ClientSettings.defaults()), BreakerSettings.defaults());
		Generations generations = new Generations(Duration.ofSeconds(1));
		ValueSettings values = new ValueSettings(
				new EnvelopeCodec(new TestSerializer(), List.of(), CompressionSettings.NONE, 1 << 20), 1 << 20);
		this.poll = new GenerationPoll(this.cluster, generations, Duration.ofMillis(200));
		this.cacheManager = LarderCacheManager.builder()
			.defaults(CacheSettings.defaults().withMode(CacheMode.MEMCACHED))
			.memcached(new MemcachedBackend(this.cluster, generations, "test", (settings) -> values,
					ForkJoinPool.commonPool()))
			.build();
		this.poll.start();
	}

	@AfterEach
	void disconnect() {
		this.poll.close();
		this.cluster.close();
	}

	@Override
	LarderCacheManager cacheManager() {
		return this.cacheManager;
	}

	@Test
	void nativeCacheIsTheTier() {
		assertThat(cache().getNativeCache()).isInstanceOf(MemcachedTier.class);
	}

}
