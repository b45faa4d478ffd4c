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
package dev.larder.admin.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ServerAccess;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the service with a server that wants TLS and a password, once as the settings of
 * its cluster say, and once in a cluster without such settings.
 */
@ServerTest
class EncryptedClusterTests {

	private static final TestCertificates authority = TestCertificates.create();

	private static final IssuedCertificate own = authority.issue("server", "ip:127.0.0.1");

	private static final MemcachedServer server = MemcachedServer
		.start(new ServerAccess(authority.trusting(), "monitor s3cret"), StringUtils.concatenateStringArrays(
				own.memcachedOptions(), new String[] { "-Y", ServerAccess.passwords("monitor:s3cret").toString() }));

	private static final AdminClient admin = start();

	private static AdminClient start() {
		return AdminClient.start(List.of("larder.admin.data-directory=" + TemporaryDirectory.create(),
				"spring.ssl.bundle.pem.cache.truststore.certificate=file:" + authority.authority(),
				"larder.admin.clusters[0].ssl.bundle=cache", "larder.admin.clusters[0].username=monitor",
				"larder.admin.clusters[0].password=s3cret", "larder.admin.clusters[1].name=plain",
				"larder.admin.clusters[1].servers=" + server.address()), server);
	}

	@AfterAll
	static void stop() {
		admin.close();
		server.close();
	}

	@Test
	void serverTellsAboutItself() {
		AdminClient.Response settings = admin.get("/api/v1/clusters/main/servers/" + id() + "/settings");
		assertThat(settings.status()).isEqualTo(200);
		assertThat(settings.text("$.values.ssl_enabled")).isEqualTo("yes");
	}

	@Test
	void keyIsFoundAndEvicted() {
		try (MemcachedConnection connection = server.connect()) {
			connection.set("key", 0, 0, "value".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(lookUp().text("$.results[0].data.present")).isEqualTo("true");
		String operation = admin.post("/api/v1/operations", """
				{"type": "KEY_EVICT", "target": {"cluster": "main", "key": "key"}, "dryRun": false}""").text("$.state");
		assertThat(operation).isEqualTo("SUCCEEDED");
		assertThat(lookUp().text("$.results[0].data.present")).isEqualTo("false");
	}

	private static AdminClient.Response lookUp() {
		return admin.post("/api/v1/clusters/main/key-lookups", "{\"key\":\"key\"}");
	}

	@Test
	void withoutTheSettingsTheServerCannotBeRead() {
		AdminClient.Response refused = admin.get("/api/v1/clusters/plain/servers/" + id());
		assertThat(refused.status()).isEqualTo(502);
		assertThat(refused.text("$.code")).isEqualTo("target-failed");
		assertThat(refused.body()).doesNotContain("s3cret");
	}

	private static String id() {
		return server.host() + "-" + server.port();
	}

}
