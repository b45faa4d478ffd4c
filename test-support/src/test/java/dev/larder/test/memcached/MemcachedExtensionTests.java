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
package dev.larder.test.memcached;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MemcachedExtension} and {@link MemcachedServer}.
 */
@ServerTest
class MemcachedExtensionTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private final MemcachedServer server = memcached.server(0);

	@Test
	void serversRunOnDifferentPorts() {
		assertThat(memcached.server(0).port()).isNotEqualTo(memcached.server(1).port());
	}

	@Test
	void itemsCanBeStoredAndRead() {
		try (MemcachedConnection connection = this.server.connect()) {
			assertThat(connection.set("key", 7, 0, "välue".getBytes(StandardCharsets.UTF_8))).isEqualTo("STORED");
			StoredItem item = connection.get("key");
			assertThat(item).isNotNull();
			assertThat(item.text()).isEqualTo("välue");
			assertThat(item.flags()).isEqualTo(7);
			assertThat(connection.get("other")).isNull();
		}
	}

	@Test
	void statisticsAreTheServersOwn() {
		long before = this.server.stat("cmd_get");
		this.server.command("get nothing");
		assertThat(this.server.stat("cmd_get")).isEqualTo(before + 1);
	}

	@Test
	void flushedItemsAreNotCounted() {
		try (MemcachedConnection connection = this.server.connect()) {
			for (int i = 0; i < 1000; i++) {
				connection.set("key" + i, 0, 0, new byte[] { 1 });
			}
		}
		this.server.flush();
		assertThat(this.server.stat("curr_items")).isZero();
	}

	@Test
	void killedServerComesBackEmptyOnTheSamePort() {
		int port = this.server.port();
		try (MemcachedConnection connection = this.server.connect()) {
			connection.set("key", 0, 0, new byte[] { 1 });
		}
		this.server.kill();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.server::connect);
		this.server.restart();
		assertThat(this.server.port()).isEqualTo(port);
		try (MemcachedConnection connection = this.server.connect()) {
			assertThat(connection.get("key")).isNull();
		}
	}

	@Test
	void frozenServerIsSilentUntilItIsResumed() {
		this.server.freeze();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.server.command("version"));
		this.server.resume();
		assertThat(this.server.command("version")).startsWith("VERSION ");
	}

	@Test
	void serverThatRefusesItsOptionsIsReported() {
		assertThatIllegalStateException().isThrownBy(() -> MemcachedServer.start("--no-such-option"))
			.withMessageContaining("--no-such-option");
	}

}
