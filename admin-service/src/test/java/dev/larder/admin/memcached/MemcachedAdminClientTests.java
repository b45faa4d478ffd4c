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
package dev.larder.admin.memcached;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemcachedAdminClient} against memcached itself.
 */
@ServerTest
class MemcachedAdminClientTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private static final MemcachedServer restricted = MemcachedServer.start("-F", "-X");

	private final ConnectionSettings settings = new ConnectionSettings(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5));

	private final MemcachedAdminClient client = client(memcached.server());

	// The extension cannot be used for it, as it flushes before each test
	@AfterAll
	static void closeRestrictedServer() {
		restricted.close();
	}

	private MemcachedAdminClient client(MemcachedServer server) {
		return new MemcachedAdminClient(new ServerAddress(server.host(), server.port()), this.settings);
	}

	private static void set(String key, int flags, int ttl, String value) {
		try (MemcachedConnection connection = memcached.server().connect()) {
			assertThat(connection.set(key, flags, ttl, value.getBytes(StandardCharsets.UTF_8))).isEqualTo("STORED");
		}
	}

	private static void setBinary() {
		try (MemcachedConnection connection = memcached.server().connect()) {
			connection.send("ms YSBi 1 b");
			connection.send("x");
			assertThat(connection.readLine()).startsWith("HD");
		}
	}

	@Test
	void statsGiveTheServersOwnNames() {
		assertThat(this.client.stats(StatsGroup.GENERAL)).containsKeys("version", "curr_items", "limit_maxbytes");
	}

	@Test
	void settingsTellTheOptions() {
		assertThat(client(restricted).stats(StatsGroup.SETTINGS)).containsEntry("flush_enabled", "no");
	}

	@Test
	void itemsAreCountedBySlabClass() {
		set("key", 0, 0, "value");
		assertThat(this.client.stats(StatsGroup.ITEMS)).containsEntry("items:1:number", "1");
	}

	@Test
	void connectionsContainThisOne() {
		Map<String, String> connections = this.client.stats(StatsGroup.CONNECTIONS);
		assertThat(connections.keySet()).anyMatch((name) -> name.endsWith(":listen_addr"));
	}

	@Test
	void probeFindsWhatMemcachedCanDo() {
		Capabilities capabilities = this.client.probe();
		assertThat(capabilities.version()).isNotNull();
		assertThat(capabilities.has(Capability.META_GET)).isTrue();
		assertThat(capabilities.has(Capability.META_DEBUG)).isTrue();
		assertThat(capabilities.has(Capability.METADUMP)).isTrue();
		assertThat(capabilities.has(Capability.FLUSH)).isTrue();
	}

	@Test
	void probeFindsWhatOptionsForbid() {
		Capabilities capabilities = client(restricted).probe();
		assertThat(capabilities.of(Capability.METADUMP).available()).isFalse();
		assertThat(capabilities.of(Capability.FLUSH).available()).isFalse();
	}

	@Test
	void inspectTellsAllMetadata() {
		set("key", 7, 100, "value");
		Inspection inspection = this.client.inspect(ItemKey.ofText("key"), 0, this.client.probe());
		assertThat(inspection.command()).isEqualTo(InspectionCommand.MG);
		ItemMetadata metadata = inspection.metadata();
		assertThat(metadata).isNotNull();
		assertThat(metadata.valueBytes()).isEqualTo(5);
		assertThat(metadata.flags()).isEqualTo(7);
		assertThat(metadata.neverExpires()).isFalse();
		assertThat(metadata.timeToLive()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
		assertThat(metadata.fetched()).isFalse();
		assertThat(inspection.value()).isNull();
	}

	@Test
	void inspectReadsTheBeginningOfTheValue() {
		set("key", 0, 0, "a long value");
		Inspection inspection = this.client.inspect(ItemKey.ofText("key"), 6, this.client.probe());
		StoredValue value = inspection.value();
		assertThat(value).isNotNull();
		assertThat(value.bytes()).isEqualTo("a long".getBytes(StandardCharsets.US_ASCII));
		assertThat(value.length()).isEqualTo(12);
		assertThat(value.isComplete()).isFalse();
	}

	@Test
	void inspectReadsAValueThatLarderCompressedToItsEnd() {
		int lz4 = 0x54C52121;
		set("key", lz4, 0, "a long value");
		for (Capabilities capabilities : List.of(this.client.probe(), new Capabilities(null, Map.of()))) {
			StoredValue value = this.client.inspect(ItemKey.ofText("key"), 6, capabilities).value();
			assertThat(value).isNotNull();
			assertThat(value.isComplete()).isTrue();
		}
	}

	@Test
	void inspectDoesNotMarkTheItemAsFetched() {
		set("key", 0, 0, "value");
		this.client.inspect(ItemKey.ofText("key"), 100, this.client.probe());
		assertThat(memcached.server().command("mg key h u")).isEqualTo("HD h0");
	}

	@Test
	void inspectTellsThatThereIsNothing() {
		assertThat(this.client.inspect(ItemKey.ofText("nothing"), 100, this.client.probe()).isPresent()).isFalse();
	}

	@Test
	void inspectUnderstandsBinaryKeys() {
		ItemKey key = ItemKey.ofBytes("a b".getBytes(StandardCharsets.US_ASCII));
		setBinary();
		Inspection inspection = this.client.inspect(key, 100, this.client.probe());
		assertThat(inspection.isPresent()).isTrue();
	}

	@Test
	void deleteTellsWhetherThereWasAnItem() {
		set("key", 0, 0, "value");
		assertThat(this.client.delete(ItemKey.ofText("key"))).isTrue();
		assertThat(this.client.delete(ItemKey.ofText("key"))).isFalse();
	}

	@Test
	void deleteUnderstandsBinaryKeys() {
		setBinary();
		assertThat(this.client.delete(ItemKey.ofBytes("a b".getBytes(StandardCharsets.US_ASCII)))).isTrue();
	}

	@Test
	void flushAllRemovesEverything() {
		set("key", 0, 0, "value");
		this.client.flushAll();
		assertThat(memcached.server().command("mg key")).isEqualTo("EN");
	}

	@Test
	void flushAllIsRefusedWhereItIsForbidden() {
		assertThatExceptionOfType(CommandRefusedException.class).isThrownBy(() -> client(restricted).flushAll())
			.withMessageContaining("flush_all not allowed");
	}

}
