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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the local copies of two instances over one memcached.
 */
@Timeout(60)
@ServerTest
class TieredCacheCoherenceTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private TestInstance one;

	private TestInstance other;

	@BeforeEach
	void start() {
		this.one = TestInstance.of(memcached.servers(), (settings) -> settings.withMode(CacheMode.TIERED));
		this.other = TestInstance.of(memcached.servers(), (settings) -> settings.withMode(CacheMode.TIERED));
	}

	@AfterEach
	void stop() {
		this.one.close();
		this.other.close();
	}

	@Test
	void copyIsServedWithoutMemcached() {
		copyOnBoth();
		memcached.servers().forEach((server) -> server.kill());
		assertThat(cache(this.other).get("key", String.class)).isEqualTo("old");
	}

	@Test
	void putIsSeenByItsOwnInstanceAtOnce() {
		copyOnBoth();
		cache(this.one).put("key", "new");
		assertThat(cache(this.one).get("key", String.class)).isEqualTo("new");
	}

	@Test
	void putThatIsNotWaitedForIsSeenByItsOwnInstanceAtOnce() {
		CompletableFuture<?> read = cache(this.one).retrieve("key");
		// An answer that is there at once says in this way that there is nothing
		assertThat((read != null) ? read.join() : null).isNull();
		cache(this.one).put("key", "new");
		assertThat(cache(this.one).get("key", String.class)).isEqualTo("new");
	}

	@Test
	void putIsSeenElsewhere() {
		copyOnBoth();
		cache(this.one).put("key", "new");
		Awaitility.await().until(() -> "new".equals(cache(this.other).get("key", String.class)));
	}

	@Test
	void evictionIsSeenElsewhere() {
		copyOnBoth();
		cache(this.one).evict("key");
		assertThat(cache(this.one).get("key")).isNull();
		Awaitility.await().until(() -> cache(this.other).get("key") == null);
	}

	@Test
	void clearingIsSeenElsewhere() {
		copyOnBoth();
		cache(this.one).clear();
		assertThat(cache(this.one).get("key")).isNull();
		Awaitility.await().until(() -> cache(this.other).get("key") == null);
	}

	@Test
	void changeOfOneKeyLeavesTheCopiesOfOthers() {
		copyOnBoth();
		cache(this.other).put("stays", "value");
		cache(this.other).get("stays");
		cache(this.one).evict("key");
		synchronizeBoth();
		long before = cache(this.other).getStatistics().localHits();
		cache(this.other).get("stays");
		assertThat(cache(this.other).getStatistics().localHits()).isEqualTo(before + 1);
	}

	@Test
	void loadIsNotAnnounced() {
		synchronizeBoth();
		cache(this.one).get("key", () -> "loaded");
		cache(this.other).get("key");
		synchronizeBoth();
		long before = cache(this.other).getStatistics().localHits();
		cache(this.other).get("key");
		assertThat(cache(this.other).getStatistics().localHits()).isEqualTo(before + 1);
	}

	@Test
	void evictionWhileItsServerIsAwayIsSeenElsewhereOnceItIsBack() {
		copyOnBoth();
		memcached.servers().forEach((server) -> server.freeze());
		cache(this.one).evict("key");
		assertThat(cache(this.one).get("key")).isNull();
		assertThat(cache(this.other).get("key", String.class)).isEqualTo("old");
		memcached.servers().forEach((server) -> server.resume());
		Awaitility.await().until(() -> cache(this.other).get("key") == null);
	}

	@Test
	void copiesAreDroppedWhenTheirServerHasLostEverything() {
		copyOnBoth();
		memcached.servers().forEach((server) -> server.restart());
		Awaitility.await().until(() -> cache(this.other).get("key") == null);
	}

	@Test
	void valueIsLoadedOnceWhileItsServerIsAway() {
		memcached.servers().forEach((server) -> server.kill());
		AtomicInteger loads = new AtomicInteger();
		cache(this.one).get("key", loads::incrementAndGet);
		cache(this.one).get("key", loads::incrementAndGet);
		assertThat(loads).hasValue(1);
	}

	@Test
	void copyIsKeptForItsOwnTimeOnly() {
		TestInstance brief = TestInstance.of(memcached.servers(),
				(settings) -> settings.withMode(CacheMode.TIERED).withLocalTimeToLive(Duration.ofMillis(50)));
		try {
			cache(brief).get("key", () -> "value");
			memcached.servers().forEach((server) -> server.kill());
			Awaitility.await().until(() -> cache(brief).get("key") == null);
		}
		finally {
			brief.close();
		}
	}

	@Test
	void callersShareTheValueOfACopy() {
		cache(this.one).put("key", "value");
		assertThat(cache(this.one).get("key").get()).isSameAs(cache(this.one).get("key").get());
	}

	@Test
	void callersGetValuesOfTheirOwnWhereThatIsWanted() {
		TestInstance copying = TestInstance.of(memcached.servers(),
				(settings) -> settings.withMode(CacheMode.TIERED).withCopyOnRead(true));
		try {
			Object loaded = cache(copying).get("key", () -> "value");
			Object read = cache(copying).get("key").get();
			assertThat(read).isEqualTo(loaded).isNotSameAs(loaded);
			assertThat(cache(copying).get("key").get()).isEqualTo(loaded).isNotSameAs(read);
			assertThat(cache(copying).getStatistics().localHits()).isEqualTo(2);
		}
		finally {
			copying.close();
		}
	}

	@Test
	void evictionReachesTheCopiesOfABatchAndOfAsynchronousReads() {
		cache(this.one).put("one", 1);
		cache(this.one).put("two", 2);
		cache(this.other).getAll(List.of("one"));
		cache(this.other).retrieve("two", () -> CompletableFuture.completedFuture(0)).join();
		cache(this.one).evict("one");
		cache(this.one).evict("two");
		synchronizeBoth();
		assertThat(cache(this.other).getAll(List.of("one", "two"))).isEqualTo(Map.of());
	}

	private void copyOnBoth() {
		cache(this.one).put("key", "old");
		cache(this.one).get("key");
		assertThat(cache(this.other).get("key", String.class)).isEqualTo("old");
		synchronizeBoth();
		cache(this.one).get("key");
		cache(this.other).get("key");
	}

	private void synchronizeBoth() {
		this.one.synchronize().join();
		this.other.synchronize().join();
	}

	private static LarderCache cache(TestInstance instance) {
		return instance.cache("products");
	}

}
