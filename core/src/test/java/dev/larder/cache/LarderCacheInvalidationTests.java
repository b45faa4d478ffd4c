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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.store.CacheStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.invocation.InvocationOnMock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Who is given the result of a load that began, and found the former entry, while its key
 * was being changed.
 */
@Timeout(60)
class LarderCacheInvalidationTests {

	private static final KeyEncoder KEYS = new KeyEncoder("", "products");

	private static final EntryKey KEY = KEYS.key("key");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CacheStore store = store();

	private final LarderCache cache = new LarderCache("products", CacheSettings.defaults(), this.store,
			new Refusals("products"), new CacheCounters(), new LarderThreads(false, null), () -> {
				throw new IllegalStateException("Nobody looks into the cache");
			});

	private final CountDownLatch found = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	@AfterEach
	void stopThreads() {
		this.finish.countDown();
		this.executor.shutdownNow();
	}

	@Test
	void readerAfterAnEvictionIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.store).evict(KEY);
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.evict("key"));
	}

	@Test
	void readerAfterAnEvictionThatReportsIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.store).evictIfPresent(KEY);
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.evictIfPresent("key"));
	}

	@Test
	void readerAfterAPutIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.store).put(KEY, "value");
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.put("key", "value"));
	}

	@Test
	void readerAfterAClearingIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.store).clear();
		assertReaderIsNotGivenTheFormerEntry(this.cache::clear);
	}

	private void assertReaderIsNotGivenTheFormerEntry(Runnable change) throws Exception {
		LoadLease present = lease("present");
		LoadLease former = lease("former");
		given(this.store.begin(any(), any(), any())).willAnswer((invocation) -> {
			this.found.countDown();
			this.finish.await();
			return CompletableFuture.completedFuture(former);
		}).willReturn(CompletableFuture.completedFuture(present));
		change.run();
		Future<String> reader = this.executor.submit(this::load);
		assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("present");
	}

	// Returns what any of the methods does that a backend without the key would
	private boolean startLoad(InvocationOnMock invocation) throws InterruptedException {
		var unused = this.executor.submit(this::load);
		this.found.await();
		return false;
	}

	private String load() {
		return this.cache.get("key", () -> "unused");
	}

	private static CacheStore store() {
		CacheStore store = mock();
		given(store.keys()).willReturn(KEYS);
		return store;
	}

	private static LoadLease lease(String present) {
		LoadLease lease = mock();
		given(lease.present()).willReturn(Entry.of(present, 1, 0, Entry.NEVER, 0));
		return lease;
	}

}
