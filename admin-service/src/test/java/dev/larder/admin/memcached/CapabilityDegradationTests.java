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

import java.time.Duration;
import java.util.function.Function;

import dev.larder.test.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemcachedAdminClient} with servers that know less than memcached does.
 */
@ServerTest
class CapabilityDegradationTests {

	private static final ItemKey KEY = ItemKey.ofText("key");

	private final ConnectionSettings settings = new ConnectionSettings(Duration.ofSeconds(1), Duration.ofMillis(300),
			Duration.ofSeconds(1));

	private @Nullable ScriptedServer server;

	@AfterEach
	void closeServer() {
		if (this.server != null) {
			this.server.close();
		}
	}

	private MemcachedAdminClient client(Function<String, @Nullable String> script) {
		this.server = ScriptedServer.start(script);
		return new MemcachedAdminClient(this.server.address(), this.settings);
	}

	private static String withoutMetaGet(String line, String version) {
		if (line.equals("version")) {
			return "VERSION " + version + "\r\n";
		}
		if (line.equals("me key")) {
			return "ME key exp=-98 la=2 cas=5 fetch=yes cls=1 size=76\r\n";
		}
		if (line.startsWith("me ")) {
			return "EN\r\n";
		}
		if (line.equals("gets key")) {
			return "VALUE key 7 5 5\r\nvalue\r\nEND\r\n";
		}
		return "ERROR\r\n";
	}

	private static String ancient(String line) {
		return line.equals("gets key") ? "VALUE key 7 5 12\r\nvalue\r\nEND\r\n"
				: line.equals("version") ? "VERSION 1.4.15\r\n" : "ERROR\r\n";
	}

	@Test
	void metaDebugIsUsedWithoutMetaGet() {
		MemcachedAdminClient client = client((line) -> withoutMetaGet(line, "1.6.18"));
		Inspection inspection = client.inspect(KEY, 0, client.probe());
		assertThat(inspection.command()).isEqualTo(InspectionCommand.ME);
		assertThat(inspection.isRecencyTouched()).isFalse();
		assertThat(inspection.metadata()).isEqualTo(
				new ItemMetadata(null, 76L, false, Duration.ofSeconds(98), Duration.ofSeconds(2), true, null, 5L));
	}

	@Test
	void metaDebugNeedsGetsForTheValueAndSaysSo() {
		MemcachedAdminClient client = client((line) -> withoutMetaGet(line, "1.6.18"));
		Inspection inspection = client.inspect(KEY, 100, client.probe());
		assertThat(inspection.command()).isEqualTo(InspectionCommand.ME);
		assertThat(inspection.isRecencyTouched()).isTrue();
		assertThat(inspection.value()).hasToString("5 bytes");
	}

	@Test
	void getsIsUsedWithoutMetaCommandsAndSaysThatRecencyWasTouched() {
		MemcachedAdminClient client = client(CapabilityDegradationTests::ancient);
		Inspection inspection = client.inspect(KEY, 0, client.probe());
		assertThat(inspection.command()).isEqualTo(InspectionCommand.GETS);
		assertThat(inspection.isRecencyTouched()).isTrue();
		assertThat(inspection.metadata()).isEqualTo(new ItemMetadata(5L, null, null, null, null, null, 7L, 12L));
	}

	@Test
	void binaryKeysAreRefusedWithoutMetaGet() {
		MemcachedAdminClient client = client(CapabilityDegradationTests::ancient);
		Capabilities capabilities = client.probe();
		assertThatExceptionOfType(CommandRefusedException.class)
			.isThrownBy(() -> client.inspect(ItemKey.ofBytes(new byte[] { 0 }), 0, capabilities))
			.withMessageContaining("binary keys");
	}

	@Test
	void closingTheConnectionCountsAsNotKnowingTheCommand() {
		MemcachedAdminClient client = client(
				(line) -> line.equals("version") ? "VERSION 0.5.0\r\n" : ScriptedServer.CLOSE);
		Capabilities capabilities = client.probe();
		assertThat(capabilities.has(Capability.META_GET)).isFalse();
		assertThat(capabilities.of(Capability.STATS_SETTINGS).available()).isFalse();
		assertThat(capabilities.of(Capability.FLUSH).available()).isNull();
	}

	@Test
	void probeFailsIfTheServerIsSilent() {
		MemcachedAdminClient client = client((line) -> null);
		assertThatExceptionOfType(AnswerMissingException.class).isThrownBy(client::probe)
			.satisfies((ex) -> assertThat(ex.isTimeout()).isTrue());
	}

	@Test
	void fullServerIsNotTakenForAnIncapableOne() {
		MemcachedAdminClient client = client((line) -> "ERROR Too many open connections\r\n");
		assertThatExceptionOfType(ConnectionFailedException.class).isThrownBy(client::probe)
			.withMessageContaining("no connection left");
	}

	@Test
	void endlessLineIsRefused() {
		MemcachedAdminClient client = client((line) -> "x".repeat(100_000));
		assertThatExceptionOfType(UnexpectedAnswerException.class).isThrownBy(client::flushAll)
			.withMessageContaining("8192");
	}

	@Test
	void answerOfAnotherProtocolIsRefused() {
		MemcachedAdminClient client = client((line) -> "HTTP/1.1 400 Bad Request\r\n");
		assertThatExceptionOfType(UnexpectedAnswerException.class).isThrownBy(() -> client.stats(StatsGroup.GENERAL));
	}

}
