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
package dev.larder.admin.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.larder.admin.ActuatorStub;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how instances are asked: with which certificates and credentials.
 */
class InstanceAccessTests {

	@TempDir
	private static Path directory;

	private static TestCertificates certificates;

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final AdminProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
		.bindOrCreate("larder.admin", AdminProperties.class);

	private final InstanceClients clients = new InstanceClients(RestClient.builder(), this.properties, this.bundles,
			new AddressRules(this.properties, InetAddress::getAllByName));

	private final InstanceGateway gateway = new InstanceGateway(this.clients, new InstanceIdentities());

	@AfterEach
	void closeClients() {
		this.clients.close();
	}

	@BeforeAll
	static void makeCertificates() {
		certificates = new TestCertificates(directory);
	}

	private InstanceAccess withBundle(SslBundle bundle) {
		this.bundles.registerBundle("atlas", bundle);
		this.clients.prepare("atlas");
		return new InstanceAccess(null, "atlas");
	}

	private static ApplicationInstance instance(ActuatorStub stub) {
		return ApplicationInstance.parse(stub.managementUrl(), Origin.CONFIGURED);
	}

	private InstanceReport report(ApplicationInstance instance, InstanceAccess access) {
		return this.gateway.report(new ClientApplication("atlas", List.of(instance), null, access), instance);
	}

	private ThrowableAssertAlternative<ApiException> assertRefused(ApplicationInstance instance, InstanceAccess access,
			ProblemCode code) {
		return assertThatExceptionOfType(ApiException.class).isThrownBy(() -> report(instance, access))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	@Test
	void privateAuthorityIsTrustedWithItsBundleAlone() {
		try (SecureInstance secure = new SecureInstance(certificates.bundle("server", "authority"), false)) {
			assertRefused(secure.instance(), InstanceAccess.OPEN, ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("signed by nobody the service trusts")
				.withMessageContaining("'ssl-bundle'");
			assertThat(report(secure.instance(), withBundle(certificates.bundle(null, "authority"))).caches())
				.hasSize(2);
		}
	}

	@Test
	void anotherAuthorityIsNotTrusted() {
		try (SecureInstance secure = new SecureInstance(certificates.bundle("other-server", "authority"), false)) {
			assertRefused(secure.instance(), withBundle(certificates.bundle(null, "authority")),
					ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("signed by nobody the service trusts");
		}
	}

	@Test
	void certificateOfAnotherHostIsNotTrusted() {
		try (SecureInstance secure = new SecureInstance(certificates.bundle("elsewhere", "authority"), false)) {
			assertRefused(secure.instance(), withBundle(certificates.bundle(null, "authority")),
					ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("for another host name");
			assertThat(secure.authorizations()).isEmpty();
		}
	}

	@Test
	void clientCertificateIsShown() {
		try (SecureInstance secure = new SecureInstance(certificates.bundle("server", "authority"), true)) {
			assertThat(report(secure.instance(), withBundle(certificates.bundle("client", "authority"))).caches())
				.hasSize(2);
		}
	}

	@Test
	void missingClientCertificateIsNamed() {
		try (SecureInstance secure = new SecureInstance(certificates.bundle("server", "authority"), true)) {
			assertRefused(secure.instance(), withBundle(certificates.bundle(null, "authority")),
					ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("wants a client certificate");
		}
	}

	private static void refuseOneRequest(ServerSocket server) {
		try (Socket socket = server.accept()) {
			assertThat(socket.getInputStream().read(new byte[16 * 1024])).isPositive();
			socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void plainPortIsNamed() throws IOException {
		try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			new Thread(() -> refuseOneRequest(plain)).start();
			ApplicationInstance instance = ApplicationInstance
				.parse("https://localhost:" + plain.getLocalPort() + "/actuator", Origin.CONFIGURED);
			assertRefused(instance, InstanceAccess.OPEN, ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("does not speak TLS");
		}
	}

	@Test
	void updatedBundleIsUsedFromThenOn() {
		InstanceAccess access = withBundle(certificates.bundle(null, "authority"));
		try (SecureInstance secure = new SecureInstance(certificates.bundle("other-server", "authority"), false)) {
			assertRefused(secure.instance(), access, ProblemCode.CONNECTION_NOT_TRUSTED);
			this.bundles.updateBundle("atlas", certificates.bundle(null, "other-authority"));
			assertThat(report(secure.instance(), access).caches()).hasSize(2);
		}
	}

	@Test
	void updateThatCannotBeUsedChangesNothing() {
		InstanceAccess access = withBundle(certificates.bundle(null, "authority"));
		this.bundles.updateBundle("atlas", SslBundle
			.of(SslStoreBundle.of(certificates.store("client", true), "wrong", null), SslBundleKey.of("wrong")));
		try (SecureInstance secure = new SecureInstance(certificates.bundle("server", "authority"), false)) {
			assertThat(report(secure.instance(), access).caches()).hasSize(2);
		}
	}

	@Test
	void tokenIsThatOfTheFileNow() throws IOException {
		Path file = directory.resolve("token");
		Files.writeString(file, "first.token\n");
		InstanceAccess access = new InstanceAccess(new TokenFile(file), null);
		try (ActuatorStub plain = new ActuatorStub()) {
			ApplicationInstance instance = instance(plain);
			report(instance, access);
			Files.writeString(file, "other.token\n");
			report(instance, access);
			assertThat(plain.authorizations()).containsExactly("Bearer first.token", "Bearer other.token");
			Files.delete(file);
			assertRefused(instance, access, ProblemCode.CREDENTIALS_UNAVAILABLE)
				.withMessageContaining("'" + file + "' does not exist");
			assertThat(plain.authorizations()).hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "a\r\nX-Header: b", "\u0000" })
	void whatIsNoTokenIsNotSent(String content) throws IOException {
		Path file = directory.resolve("no-token");
		Files.writeString(file, content);
		try (ActuatorStub plain = new ActuatorStub()) {
			assertRefused(instance(plain), new InstanceAccess(new TokenFile(file), null),
					ProblemCode.CREDENTIALS_UNAVAILABLE)
				.withMessageContaining("holds no bearer token");
			assertThat(plain.authorizations()).isEmpty();
		}
	}

	@Test
	void fileWithMoreThanATokenIsNotReadWhole() throws IOException {
		Path file = directory.resolve("large");
		Files.writeString(file, "a".repeat(20_000));
		assertThatExceptionOfType(IOException.class).isThrownBy(new TokenFile(file)::authorization)
			.withMessageContaining("more than 16384 bytes");
	}

	@Test
	void instanceWithoutTlsIsNotAskedWhereABundleIsWanted() {
		try (ActuatorStub plain = new ActuatorStub()) {
			assertRefused(instance(plain), withBundle(certificates.bundle(null, "authority")),
					ProblemCode.CONNECTION_NOT_TRUSTED)
				.withMessageContaining("starts with http://");
			assertThat(plain.authorizations()).isEmpty();
		}
	}

	@Test
	void credentialsDoNotFollowARedirect() {
		try (ActuatorStub elsewhere = new ActuatorStub(); ActuatorStub plain = new ActuatorStub()) {
			plain.redirectTo(elsewhere.managementUrl() + "/larder");
			assertRefused(instance(plain), new InstanceAccess(new BasicCredentials("jo", "secret"), null),
					ProblemCode.TARGET_FAILED)
				.withMessageContaining("a redirect, which is not followed");
			assertThat(elsewhere.authorizations()).isEmpty();
		}
	}

}
