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
import dev.larder.internal.store.LoadTicket;
import dev.larder.internal.store.Tiers;
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

	private final Tiers tiers = tiers();

	private final LarderCache cache = new LarderCache("products", CacheSettings.defaults(), this.tiers,
			new Refusals("products"), new LarderThreads(false, null));

	private final CountDownLatch found = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	@AfterEach
	void stopThreads() {
		this.finish.countDown();
		this.executor.shutdownNow();
	}

	@Test
	void readerAfterAnEvictionIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.tiers).evict(KEY);
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.evict("key"));
	}

	@Test
	void readerAfterAnEvictionThatReportsIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.tiers).evictIfPresent(KEY);
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.evictIfPresent("key"));
	}

	@Test
	void readerAfterAPutIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.tiers).put(KEY, "value");
		assertReaderIsNotGivenTheFormerEntry(() -> this.cache.put("key", "value"));
	}

	@Test
	void readerAfterAClearingIsNotGivenTheFormerEntry() throws Exception {
		willAnswer(this::startLoad).given(this.tiers).clear();
		assertReaderIsNotGivenTheFormerEntry(this.cache::clear);
	}

	private void assertReaderIsNotGivenTheFormerEntry(Runnable change) throws Exception {
		LoadTicket present = ticket("present");
		LoadTicket former = ticket("former");
		given(this.tiers.beginLoad(any(), any())).willAnswer((invocation) -> {
			this.found.countDown();
			this.finish.await();
			return former;
		}).willReturn(present);
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

	private static Tiers tiers() {
		Tiers tiers = mock();
		given(tiers.keys()).willReturn(KEYS);
		return tiers;
	}

	private static LoadTicket ticket(String present) {
		LoadTicket ticket = mock();
		given(ticket.present()).willReturn(Entry.of(present, 1, 0, Entry.NEVER, 0));
		return ticket;
	}

}
