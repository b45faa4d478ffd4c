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
package dev.larder.internal.memcached.xmemcached;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.larder.internal.entry.Item;
import dev.larder.test.ServerTest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.larder.internal.memcached.MemcachedException;
import dev.larder.internal.memcached.MemcachedException.Reason;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;
import dev.larder.test.memcached.MemcachedExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link XMemcachedOperations} with a server that works.
 */
@ServerTest
class XMemcachedOperationsTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer("-I", "4m");

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private XMemcachedOperations operations;

	@BeforeEach
	void create() {
		this.operations = new XMemcachedOperations(
				new NodeAddress(memcached.server().host(), memcached.server().port(), 1),
				NodeSettings.defaults().withOperationTimeout(Duration.ofSeconds(5)), this.timer);
	}

	@AfterEach
	void close() {
		this.operations.close();
		this.timer.shutdownNow();
	}

	@Test
	void getOfAMissingKeyIsNull() {
		assertThat(get("missing")).isNull();
	}

	@Test
	void itemComesBackAsItWasSet() {
		set("key", "value");
		assertThat(text(get("key"))).isEqualTo("value");
	}

	@Test
	void emptyItemComesBack() {
		set("key", "");
		assertThat(text(get("key"))).isEmpty();
	}

	@Test
	void dataThatLooksLikeTheProtocolComesBack() {
		set("key", "END\r\nVALUE other 0 1\r\nx\r\nEND\r\n");
		assertThat(text(get("key"))).isEqualTo("END\r\nVALUE other 0 1\r\nx\r\nEND\r\n");
	}

	@Test
	void flagsAreUnsigned() {
		this.operations.set("key", new Item(0xFFFF_FFFFL, new byte[1]), 0).join();
		assertThat(get("key")).extracting(Item::flags).isEqualTo(0xFFFF_FFFFL);
	}

	@Test
	void largeItemComesBack() {
		byte[] data = new byte[3 * 1024 * 1024];
		new Random(1).nextBytes(data);
		this.operations.set("key", new Item(0, data), 0).join();
		assertThat(get("key")).extracting(Item::data).isEqualTo(data);
	}

	@Test
	void itemThatIsTooLargeIsReportedAndRemovesTheFormerOne() {
		set("key", "former");
		assertThat(this.operations.set("key", new Item(0, new byte[5 * 1024 * 1024]), 0).join())
			.isEqualTo(StoreResult.TOO_LARGE);
		assertThat(get("key")).isNull();
	}

	@Test
	void addStoresOnlyTheFirst() {
		assertThat(this.operations.add("key", item("first"), 0).join()).isEqualTo(StoreResult.STORED);
		assertThat(this.operations.add("key", item("second"), 0).join()).isEqualTo(StoreResult.NOT_STORED);
	}

	@Test
	void getHasNoCasToken() {
		set("key", "value");
		assertThat(get("key")).extracting(Item::cas).isEqualTo(0L);
	}

	@Test
	void compareAndSetReplacesTheItemThatWasRead() {
		set("key", "first");
		Item read = this.operations.gets("key").join();
		assertThat(this.operations.compareAndSet("key", read, item("second"), 0).join()).isEqualTo(StoreResult.STORED);
		assertThat(text(get("key"))).isEqualTo("second");
	}

	@Test
	void compareAndSetLeavesAnItemThatWasChanged() {
		set("key", "first");
		Item read = this.operations.gets("key").join();
		set("key", "second");
		assertThat(this.operations.compareAndSet("key", read, item("third"), 0).join()).isEqualTo(StoreResult.EXISTS);
	}

	@Test
	void compareAndSetDoesNotRestoreAnItemThatIsGone() {
		set("key", "first");
		Item read = this.operations.gets("key").join();
		this.operations.delete("key").join();
		assertThat(this.operations.compareAndSet("key", read, item("third"), 0).join())
			.isEqualTo(StoreResult.NOT_FOUND);
	}

	@Test
	void casTokenIsSentUnsigned() {
		set("key", "first");
		assertThat(this.operations.compareAndSet("key", item("first").withCas(-1), item("second"), 0).join())
			.isEqualTo(StoreResult.EXISTS);
	}

	@Test
	void deleteTellsWhetherThereWasAnItem() {
		set("key", "value");
		assertThat(this.operations.delete("key").join()).isTrue();
		assertThat(this.operations.delete("key").join()).isFalse();
	}

	@Test
	void incrementGivesTheNewNumber() {
		set("key", "41");
		assertThat(this.operations.increment("key", 1).join()).isEqualTo(42);
		assertThat(text(get("key"))).isEqualTo("42");
	}

	@Test
	void incrementOfAMissingNumberIsNull() {
		assertThat(this.operations.increment("key", 1).join()).isNull();
		assertThat(get("key")).isNull();
	}

	@Test
	void incrementedNumberIsUnsigned() {
		set("key", Long.toUnsignedString(-3));
		assertThat(this.operations.increment("key", 2).join()).isEqualTo(-1);
	}

	@Test
	void incrementIsSentUnsigned() {
		set("key", "0");
		assertThat(this.operations.increment("key", -1).join()).isEqualTo(-1);
	}

	@Test
	void incrementOfWhatIsNoNumberFails() {
		set("key", "no number");
		assertThat(failure(this.operations.increment("key", 1))).isEqualTo(Reason.PROTOCOL);
		assertThat(text(get("key"))).isEqualTo("no number");
	}

	@Test
	void incrementOfAnIllegalKeyIsRejected() {
		assertThat(failure(this.operations.increment("a b", 1))).isEqualTo(Reason.REJECTED);
	}

	@Test
	void versionIsTheServers() {
		assertThat(this.operations.version().join()).isEqualTo(memcached.server().stats().get("version"));
	}

	@Test
	void exptimeIsTheServers() {
		this.operations.set("key", item("value"), -1).join();
		assertThat(get("key")).isNull();
	}

	@Test
	void getAllFindsWhatThereIs() {
		set("a", "1");
		set("c", "3");
		Map<String, Item> items = this.operations.getAll(List.of("a", "b", "c")).join();
		assertThat(items).containsOnlyKeys("a", "c");
		assertThat(text(items.get("c"))).isEqualTo("3");
	}

	@Test
	void getAllOfNothingIsEmpty() {
		assertThat(this.operations.getAll(List.of()).join()).isEmpty();
	}

	@Test
	void getAllOfTheSameKeyTwiceFindsItOnce() {
		set("a", "1");
		assertThat(this.operations.getAll(List.of("a", "a")).join()).containsOnlyKeys("a");
	}

	@Test
	void getAllOfManyLongKeysFindsAll() {
		List<String> keys = IntStream.range(0, 333).mapToObj((i) -> "k".repeat(240) + i).toList();
		keys.forEach((key) -> set(key, key));
		Map<String, Item> items = this.operations.getAll(keys).join();
		assertThat(items.keySet()).containsExactlyInAnyOrderElementsOf(keys);
	}

	@Test
	void singleGetSendsOneCommand() {
		set("key", "value");
		long before = memcached.server().stat("cmd_get");
		get("key");
		assertThat(memcached.server().stat("cmd_get") - before).isEqualTo(1);
	}

	@Test
	void manyGetsAtOnceEachFindTheirOwn() {
		for (int i = 0; i < 500; i += 2) {
			set("key" + i, "value" + i);
		}
		List<CompletableFuture<@Nullable Item>> gets = IntStream.range(0, 5000)
			.parallel()
			.mapToObj((i) -> this.operations.get("key" + i % 500))
			.toList();
		for (int i = 0; i < gets.size(); i++) {
			assertThat(text(gets.get(i).join())).isEqualTo((i % 2 == 0) ? "value" + i % 500 : null);
		}
	}

	@Test
	void operationsOfOneCallerKeepTheirOrder() {
		List<CompletableFuture<@Nullable String>> reads = IntStream.range(0, 1000).mapToObj((i) -> {
			CompletableFuture<StoreResult> set = this.operations.set("key", item("value" + i), 0);
			return set.thenCombine(this.operations.get("key"), (result, item) -> text(item));
		}).toList();
		assertThat(reads.stream().map(CompletableFuture::join))
			.containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj((i) -> "value" + i).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\r\nflush_all", "a\tb", "a\u0000b", "a\u007fb", "käse", "a\u00a0b",
			"\ud83d\ude00" })
	void illegalKeyIsRejected(String key) {
		assertThat(failure(this.operations.get(key))).isEqualTo(Reason.REJECTED);
	}

	@Test
	void longestKeyIsAccepted() {
		set("k".repeat(250), "value");
		assertThat(text(get("k".repeat(250)))).isEqualTo("value");
	}

	@Test
	void tooLongKeyIsRejected() {
		assertThat(failure(this.operations.delete("k".repeat(251)))).isEqualTo(Reason.REJECTED);
	}

	@Test
	void illegalKeyAmongOthersIsRejected() {
		assertThat(failure(this.operations.getAll(List.of("a", "a b")))).isEqualTo(Reason.REJECTED);
	}

	@Test
	void nothingIsConnectedBeforeTheFirstOperation() {
		assertThat(threadNames()).noneMatch((name) -> name.contains(memcached.server().address()));
	}

	@Test
	void closeEndsAllThreads() {
		get("key");
		this.operations.close();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(threadNames()).noneMatch((name) -> name.contains(memcached.server().address())));
	}

	@Test
	void threadsAreDaemons() {
		get("key");
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().contains(memcached.server().address()))
			.hasSize(2)
			.allMatch(Thread::isDaemon);
	}

	@Test
	void operationsAfterCloseFail() {
		get("key");
		this.operations.close();
		assertThat(failure(this.operations.get("key"))).isEqualTo(Reason.CLOSED);
	}

	@Test
	void interruptedCallerDoesNotBreakTheConnection() {
		set("key", "value");
		long before = memcached.server().stat("total_connections");
		Thread.currentThread().interrupt();
		CompletableFuture<@Nullable Item> get = this.operations.get("key");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(text(get.join())).isEqualTo("value");
		assertThat(memcached.server().stat("total_connections")).isEqualTo(before + 1);
	}

	private static List<String> threadNames() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toList());
	}

	private void set(String key, String value) {
		assertThat(this.operations.set(key, item(value), 0).join()).isEqualTo(StoreResult.STORED);
	}

	private @Nullable Item get(String key) {
		return this.operations.get(key).join();
	}

	private static Item item(String value) {
		return new Item(0, value.getBytes(StandardCharsets.UTF_8));
	}

	private static @Nullable String text(@Nullable Item item) {
		return (item != null) ? new String(item.data(), StandardCharsets.UTF_8) : null;
	}

	private static Reason failure(CompletableFuture<?> future) {
		return future.handle((result, ex) -> ((MemcachedException) ex).reason()).join();
	}

}
