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

import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.SingleFlight;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TestSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a {@link RemoteStore} tells its {@link ChangeListener}.
 */
class RemoteStoreChangeTests {

	private static final KeyEncoder KEYS = new KeyEncoder("shop", "products");

	private static final EntryKey KEY = KEYS.key("key");

	private final HeldClient client = new HeldClient();

	private final MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress("localhost", 1, 1)),
			(address, settings, timer) -> this.client, NodeSettings.defaults().withFailureThreshold(1000));

	private final Generations generations = new Generations(Duration.ofHours(1));

	private final RecordedChanges changes = new RecordedChanges();

	private final RemoteStore store = store(
			new EnvelopeCodec(new TestSerializer(), List.of(), CompressionSettings.NONE, 1 << 20));

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void putIsAChange() {
		this.store.put(KEY, "value");
		assertThat(this.changes.events()).containsExactly("changed shop:products:key");
	}

	@Test
	void putThatIsNotWaitedForIsAChangeOnceItIsAnswered() {
		this.store.get(KEY);
		this.client.hold();
		this.store.putLater(KEY, "value");
		assertThat(this.changes.events()).containsExactly("sent shop:products:key");
		this.client.answer();
		assertThat(this.changes.events()).containsExactly("sent shop:products:key", "changed shop:products:key");
	}

	@Test
	void putThatWouldHaveToWaitForTheGenerationOnlyRemovesTheFormerValue() {
		this.client.hold();
		this.store.putLater(KEY, "value");
		assertThat(this.client.unanswered()).contains("delete shop:products:key")
			.doesNotContain("set shop:products:key");
	}

	@Test
	void putOfWhatIsNotCachedIsAChange() {
		this.store.put(KEY, null);
		assertThat(this.changes.events()).containsExactly("changed shop:products:key");
	}

	@Test
	void putIfAbsentThatStoresIsAChange() {
		assertThat(this.store.putIfAbsent(KEY, "value")).isNull();
		assertThat(this.changes.events()).containsExactly("changed shop:products:key");
	}

	@Test
	void putIfAbsentThatFindsAnEntryIsNone() {
		this.store.put(KEY, "value");
		this.changes.events().clear();
		assertThat(this.store.putIfAbsent(KEY, "other")).isNotNull();
		assertThat(this.changes.events()).isEmpty();
	}

	@Test
	void removalIsAChangeWhetherThereWasAnItemOrNot() {
		this.store.evict(KEY);
		assertThat(this.changes.events()).containsExactly("changed shop:products:key");
	}

	@Test
	void readingIsNoChange() {
		this.store.get(KEY);
		assertThat(this.changes.events()).isEmpty();
	}

	@Test
	void clearingIsNoChangeOfKeys() {
		this.store.clear();
		assertThat(this.changes.events()).isEmpty();
	}

	@Test
	void removalThatFailsIsMissedAndAChangeWhenItIsRepeated() {
		this.store.get(KEY);
		this.client.hold();
		this.store.putLater(KEY, null);
		assertThat(this.client.unanswered()).containsExactly("delete shop:products:key");
		this.client.timeOut();
		assertThat(this.changes.events()).containsExactly("sent shop:products:key", "missed shop:products:key");
		this.client.answerAtOnce();
		assertThat(this.generations.poll(this.cluster.nodes().get(0))).isCompleted();
		assertThat(this.changes.events()).containsExactly("sent shop:products:key", "missed shop:products:key",
				"changed shop:products:key");
	}

	@Test
	void putThatFailsIsMissedAndAChangeWhenItsRemovalIsRepeated() {
		this.store.get(KEY);
		this.client.hold();
		this.store.putLater(KEY, "value");
		this.client.timeOut();
		assertThat(this.changes.events()).containsExactly("sent shop:products:key", "missed shop:products:key");
		this.client.answerAtOnce();
		assertThat(this.generations.poll(this.cluster.nodes().get(0))).isCompleted();
		assertThat(this.changes.events()).containsExactly("sent shop:products:key", "missed shop:products:key",
				"changed shop:products:key");
	}

	@Test
	void clearingOfARawCacheThatFailsIsMissed() {
		RemoteStore raw = store(new RawCodec(new RawSerializer(String.class), 0, 1 << 20));
		raw.clear();
		assertThat(this.changes.events()).containsExactly("missed all");
	}

	@Test
	void evictionJustBeforeALoadedValueIsAddedToARawCacheKeepsItOut() {
		RemoteStore raw = store(new RawCodec(new RawSerializer(String.class), 0, 1 << 20));
		SingleFlight<Entry> flights = new SingleFlight<>(new LarderThreads(false, null), Duration.ZERO, false);
		LoadLease lease = raw.begin(KEY, flights.open(KEY.identity()), LeaseWish.VALUE).join();
		this.client.onSend((command) -> {
			if (command.startsWith("add ")) {
				flights.invalidate(KEY.identity());
			}
		});
		assertThat(lease.store("value", 0)).isCompleted();
		assertThat(this.client.items()).doesNotContainKey(KEY.encoded().text());
	}

	private RemoteStore store(EntryCodec codec) {
		return new RemoteStore("products", this.cluster, this.generations, KEYS, codec,
				new Lifetimes(Clock.systemUTC(), Duration.ofHours(1), Duration.ZERO, 0), LoadSettings.defaults(),
				Runnable::run, new Refusals("products"), StoreObservers.ofChanges((node) -> this.changes));
	}

}
