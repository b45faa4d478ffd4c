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
import java.util.ArrayList;
import java.util.List;

import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemcachedAdminClient} against a memcached that wants TLS and a
 * password.
 */
@ServerTest
class ServerAccessTests {

	private static final TestCertificates authority = TestCertificates.create();

	private static final IssuedCertificate own = authority.issue("server", "dns:caches.test");

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer(
			new dev.larder.test.memcached.ServerAccess(authority.trusting(), "monitor s3cret"),
			StringUtils.concatenateStringArrays(own.memcachedOptions(), new String[] { "-Y",
					dev.larder.test.memcached.ServerAccess.passwords("monitor:s3cret").toString() }));

	private final MemcachedAdminClient client = client(authority, "s3cret", "caches.test");

	private static MemcachedAdminClient client(@Nullable TestCertificates trusted, String password,
			@Nullable String certified) {
		TlsSettings tls = (trusted != null) ? TlsSettings.of(trusted::trusting) : null;
		return new MemcachedAdminClient(ServerAddress.parse(memcached.server().address()),
				new ConnectionSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5),
						new ServerAccess(tls, new Credentials("monitor", password), certified)));
	}

	private static void set(String key) {
		try (MemcachedConnection connection = memcached.server().connect()) {
			assertThat(connection.set(key, 0, 0, "value".getBytes(StandardCharsets.UTF_8))).isEqualTo("STORED");
		}
	}

	@Test
	void statisticsAreRead() {
		assertThat(this.client.stats(StatsGroup.SETTINGS)).containsEntry("ssl_enabled", "yes")
			.containsKey("auth_enabled_ascii");
	}

	@Test
	void probeFindsWhatMemcachedCanDo() {
		Capabilities capabilities = this.client.probe();
		assertThat(capabilities.has(Capability.META_GET)).isTrue();
		assertThat(capabilities.has(Capability.METADUMP)).isTrue();
		assertThat(capabilities.has(Capability.CAS)).isTrue();
	}

	@Test
	void keysAreListedAndDeleted() throws InterruptedException {
		set("key");
		List<String> keys = new ArrayList<>();
		this.client.listKeys((item) -> keys.add(item.text()));
		assertThat(keys).containsExactly("key");
		assertThat(this.client.delete(ItemKey.ofText("key"))).isTrue();
	}

	@Test
	void readsAreWatched() {
		set("key");
		List<String> seen = new ArrayList<>();
		try (FetchWatch watch = this.client.watchFetches(Duration.ofSeconds(20));
				MemcachedConnection reader = memcached.server().connect()) {
			watch.forEach((fetch) -> {
				reader.get("key");
				if (!fetch.equals(WatchedFetch.NOTHING)) {
					seen.add(fetch.toString());
				}
				return seen.isEmpty();
			});
		}
		assertThat(seen).isNotEmpty();
	}

	@Test
	void wrongPasswordIsAFailedConnection() {
		assertThatExceptionOfType(ConnectionFailedException.class)
			.isThrownBy(() -> client(authority, "wr0ng", "caches.test").stats(StatsGroup.GENERAL))
			.withMessageContaining("refuses the user name 'monitor' or the password")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("wr0ng"));
	}

	@Test
	void certificateMustBeMadeOutToTheServer() {
		assertThatExceptionOfType(ConnectionFailedException.class)
			.isThrownBy(() -> client(authority, "s3cret", null).stats(StatsGroup.GENERAL))
			.withMessageContaining("No subject alternative names matching IP address 127.0.0.1 found");
	}

	@Test
	void serverThatWantsTlsIsAFailedConnectionWithoutIt() {
		assertThatExceptionOfType(MemcachedException.class)
			.isThrownBy(() -> client(null, "s3cret", null).stats(StatsGroup.GENERAL));
	}

}
