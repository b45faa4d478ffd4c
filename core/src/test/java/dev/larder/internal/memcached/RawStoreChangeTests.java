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
package dev.larder.internal.memcached;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the {@link RemoteStore} of a raw cache tells its {@link ChangeListener} when it is
 * cleared.
 */
@ServerTest
class RawStoreChangeTests {

	private static final KeyEncoder KEYS = new KeyEncoder("shop", "products");

	private static final EntryKey KEY = KEYS.key("key");

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final RecordedChanges changes = new RecordedChanges();

	private MemcachedCluster cluster;

	private RemoteStore store;

	@BeforeEach
	void create() {
		NodeAddress address = new NodeAddress(memcached.server().host(), memcached.server().port(), 1);
		this.cluster = new MemcachedCluster(List.of(address), XMemcachedOperations::new,
				NodeSettings.defaults().withOperationTimeout(Duration.ofSeconds(5)));
		this.store = new RemoteStore("products", this.cluster, new Generations(Duration.ofHours(1)), KEYS,
				new RawCodec(new RawSerializer(String.class), 0, 1 << 20),
				new Lifetimes(Clock.systemUTC(), Duration.ofHours(1), Duration.ZERO, 0), LoadSettings.defaults(),
				Runnable::run, new Refusals("products"), StoreObservers.ofChanges((node) -> this.changes));
	}

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void clearingIsAChangeOfEverything() {
		this.store.put(KEY, "value");
		this.changes.events().clear();
		this.store.clear();
		assertThat(this.changes.events()).containsExactly("changed all");
	}

}
