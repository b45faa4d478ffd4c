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

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.larder.admin.memcached.ScriptedServer;
import dev.larder.admin.memcached.ServerAccess;
import dev.larder.admin.memcached.ServerAddress;
import dev.larder.connection.Credentials;
import dev.larder.connection.TlsSettings;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.ScriptedEndpoint;
import dev.larder.test.tls.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link EndpointSource}.
 */
@ServerTest
class EndpointSourceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ScriptedEndpoint endpoint = new ScriptedEndpoint();

	@AfterEach
	void close() {
		this.endpoint.close();
	}

	private static EndpointSource source(String address, ServerAccess access, Duration deadline) {
		return new EndpointSource(ServerAddress.parse(address), access, PATIENCE, PATIENCE, deadline);
	}

	private EndpointSource source() {
		return source(this.endpoint.address(), ServerAccess.FREE, PATIENCE);
	}

	@Test
	void serversAreThoseThatTheEndpointNames() throws IOException {
		this.endpoint.servers(List.of("cache.0001.use1:11211", "fd00::1:11212"));
		assertThat(source().servers()).extracting(ServerAddress::name)
			.containsExactly("cache.0001.use1:11211", "[fd00::1]:11212");
	}

	@Test
	void endpointThatFailsKeepsItsServers() {
		this.endpoint.servers(List.of("cache-2:11211", "cache-1:11211"));
		EndpointSource source = source();
		try (ServerNames names = new ServerNames(List.of(source), Duration.ofHours(1), Clock.systemUTC())) {
			names.await(PATIENCE);
			this.endpoint.answer("ERROR\r\n");
			names.resolve();
			ServerNames.Found found = names.find(source);
			assertThat(found.servers()).extracting(ClusterServer::id).containsExactly("cache-1-11211", "cache-2-11211");
			assertThat(found.resolution().elasticache()).isEqualTo(this.endpoint.address());
			assertThat(found.resolution().resolvedAt()).isNotNull();
			assertThat(found.resolution().problem())
				.startsWith("The configuration endpoint " + this.endpoint.address() + " did not say");
			this.endpoint.servers(List.of("cache-3:11211"));
			names.resolve();
			assertThat(names.find(source).servers()).extracting(ClusterServer::id).containsExactly("cache-3-11211");
			assertThat(names.find(source).resolution().problem()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u001b[31m:11211", "<b>:11211", "a,b:11211" })
	void whatCanBeNoServerIsAFailure(String server) {
		this.endpoint.servers(List.of("cache-1:11211", server));
		assertThatIOException().isThrownBy(source()::servers)
			.withMessageMatching(
					"The configuration endpoint " + this.endpoint.address() + " did not say: '[ -~]+' is no server");
	}

	@Test
	void tooManyServersAreAFailure() {
		this.endpoint.servers(IntStream.range(0, 501).mapToObj((i) -> "c" + i + ":11211").toList());
		assertThatIOException().isThrownBy(source()::servers).withMessageContaining("501 servers");
	}

	@Test
	void endpointThatDripsIsGivenUp() {
		try (ScriptedServer dripping = ScriptedServer.start(EndpointSourceTests::drip)) {
			assertThatIOException()
				.isThrownBy(source(dripping.address().name(), ServerAccess.FREE, Duration.ofMillis(300))::servers)
				.withMessage("The configuration endpoint " + dripping.address().name() + " did not say within 300 ms");
		}
	}

	private static String drip(String line) {
		return "CONFIG cluster 0 60000\r\n12\nca";
	}

	@Test
	void endpointThatWantsAPasswordIsShownIt() throws IOException {
		try (ScriptedServer strict = ScriptedServer.start(EndpointSourceTests::answerAfterPassword)) {
			ServerAccess access = new ServerAccess(null, new Credentials("monitor", "s3cret"), null);
			assertThat(source(strict.address().name(), access, PATIENCE).servers())
				.containsExactly(new ServerAddress("cache-1", 11211));
			assertThat(strict.received()).contains("monitor s3cret").last().isEqualTo("config get cluster");
		}
	}

	private static String answerAfterPassword(String line) {
		return switch (line) {
			case "monitor s3cret" -> "STORED\r\n";
			case "config get cluster" -> "CONFIG cluster 0 25\r\n12\ncache-1|1.2.3.4|11211\n\r\nEND\r\n";
			default -> null;
		};
	}

	@Test
	void encryptedEndpointMustHaveACertificateOfItsName() throws IOException {
		TestCertificates authority = TestCertificates.create();
		ServerAccess access = new ServerAccess(TlsSettings.of(authority::trusting), null, null);
		try (ScriptedEndpoint encrypted = new ScriptedEndpoint(
				authority.context(authority.issue("endpoint", "ip:127.0.0.1")).getServerSocketFactory())) {
			encrypted.servers(List.of("cache-1:11211"));
			assertThat(source(encrypted.address(), access, PATIENCE).servers()).hasSize(1);
		}
		try (ScriptedEndpoint other = new ScriptedEndpoint(
				authority.context(authority.issue("other", "dns:caches.test")).getServerSocketFactory())) {
			assertThatIOException().isThrownBy(source(other.address(), access, PATIENCE)::servers)
				.withMessageContaining("No subject alternative names matching IP address 127.0.0.1 found");
		}
	}

}
