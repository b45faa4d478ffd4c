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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.ActuatorStub;
import dev.larder.admin.address.HostResolver;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for which addresses instances are asked at: what a name means may change at any
 * time.
 */
class InstanceAddressTests {

	@TempDir
	private static Path directory;

	private final FakeNames names = new FakeNames();

	private final AdminProperties properties = properties("30s");

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final InstanceClients clients = new InstanceClients(RestClient.builder(), this.properties, this.bundles,
			new AddressRules(this.properties, this.names));

	private final InstanceGateway gateway = new InstanceGateway(this.clients, new InstanceIdentities());

	private static AdminProperties properties(String timeout) {
		return new Binder(new MapConfigurationPropertySource(
				Map.of("larder.admin.registration.enabled", "true", "larder.admin.registration.allowed-addresses",
						"127.0.0.0/8", "larder.admin.read-timeout", timeout, "larder.admin.deadline", timeout)))
			.bindOrCreate("larder.admin", AdminProperties.class);
	}

	@AfterEach
	void closeClients() {
		this.clients.close();
	}

	private InstanceReport report(String url, Origin origin, InstanceAccess access) {
		return report(this.gateway, url, origin, access);
	}

	private static InstanceReport report(InstanceGateway gateway, String url, Origin origin, InstanceAccess access) {
		ApplicationInstance instance = ApplicationInstance.parse(url, origin);
		return gateway.report(new ClientApplication("atlas", List.of(instance), null, access), instance);
	}

	private ThrowableAssertAlternative<ApiException> assertRefused(String url, Origin origin, ProblemCode code) {
		return assertThatExceptionOfType(ApiException.class).isThrownBy(() -> report(url, origin, InstanceAccess.OPEN))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private static String url(ActuatorStub stub, String host) {
		return stub.managementUrl().replace("127.0.0.1", host);
	}

	@ParameterizedTest
	@EnumSource(Origin.class)
	void addressThatWasCheckedIsTheOneThatIsConnectedTo(Origin origin) {
		try (ActuatorStub instance = new ActuatorStub()) {
			this.names.answer("atlas.example", "127.0.0.1");
			assertThat(report(url(instance, "atlas.example"), origin, InstanceAccess.OPEN).caches()).hasSize(2);
			assertThat(this.names.asked()).as("looked up once").containsExactly("atlas.example");
		}
	}

	@Test
	void nameThatMeansAnotherAddressNowIsNotConnectedTo() {
		try (ActuatorStub instance = new ActuatorStub()) {
			this.names.answer("atlas.example", "127.0.0.1");
			this.names.answer("atlas.example", "169.254.169.254");
			this.names.answer("atlas.example", "10.0.0.1");
			String url = url(instance, "atlas.example");
			report(url, Origin.REGISTERED, InstanceAccess.OPEN);
			// The connection is there and good; others are not made
			this.clients.closeIdleConnections(Duration.ZERO);
			assertRefused(url, Origin.REGISTERED, ProblemCode.ADDRESS_NOT_ALLOWED)
				.withMessageContaining("the address 169.254.169.254 of atlas.example is a link-local");
			assertRefused(url, Origin.REGISTERED, ProblemCode.ADDRESS_NOT_ALLOWED)
				.withMessageContaining("the address 10.0.0.1 of atlas.example is not in");
			assertThat(instance.authorizations()).hasSize(1);
		}
	}

	@Test
	void connectionThatAnotherRuleAllowedIsNotUsed() {
		try (ActuatorStub instance = new ActuatorStub()) {
			this.names.answer("atlas.example", "127.0.0.1");
			this.names.answer("atlas.example", "169.254.169.254");
			String url = url(instance, "atlas.example");
			report(url, Origin.CONFIGURED, InstanceAccess.OPEN);
			assertRefused(url, Origin.REGISTERED, ProblemCode.ADDRESS_NOT_ALLOWED);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Origin.class, names = { "DISCOVERED", "REGISTERED" })
	void linkLocalAddressIsNotAskedOnAnybodysWord(Origin origin) {
		this.names.answer("169.254.169.254", "169.254.169.254");
		assertRefused("http://169.254.169.254/latest/meta-data", origin, ProblemCode.ADDRESS_NOT_ALLOWED)
			.withMessageContaining("was not asked: 169.254.169.254 is a link-local");
	}

	@Test
	void certificateIsThatOfTheName() {
		TestCertificates certificates = new TestCertificates(directory);
		this.bundles.registerBundle("atlas", certificates.bundle(null, "authority"));
		this.clients.prepare("atlas");
		InstanceAccess access = new InstanceAccess(null, "atlas");
		try (SecureInstance secure = new SecureInstance(certificates.bundle("elsewhere", "authority"), false)) {
			this.names.answer("elsewhere.example", "127.0.0.1");
			this.names.answer("atlas.example", "127.0.0.1");
			report("https://elsewhere.example:" + secure.port() + "/actuator", Origin.REGISTERED, access);
			assertThat(secure.hosts()).containsExactly("elsewhere.example:" + secure.port());
			assertThatExceptionOfType(ApiException.class)
				.isThrownBy(
						() -> report("https://atlas.example:" + secure.port() + "/actuator", Origin.REGISTERED, access))
				.withMessageContaining("for another host name");
		}
	}

	@Test
	void redirectToALinkLocalAddressIsNotFollowed() {
		try (ActuatorStub instance = new ActuatorStub()) {
			this.names.answer("atlas.example", "127.0.0.1");
			instance.redirectTo("http://169.254.169.254/latest/meta-data");
			assertRefused(url(instance, "atlas.example"), Origin.REGISTERED, ProblemCode.TARGET_FAILED)
				.withMessageContaining("a redirect, which is not followed");
			assertThat(this.names.asked()).containsExactly("atlas.example");
		}
	}

	@Test
	void credentialsAreForRegisteredInstancesOnlyWhereThatIsSaid() {
		try (ActuatorStub instance = new ActuatorStub()) {
			BasicCredentials credentials = new BasicCredentials("jo", "secret");
			for (boolean forRegistered : new boolean[] { false, true }) {
				this.names.answer("atlas.example", "127.0.0.1");
				report(url(instance, "atlas.example"), Origin.REGISTERED,
						new InstanceAccess(credentials, null, forRegistered));
			}
			this.names.answer("atlas.example", "127.0.0.1");
			report(url(instance, "atlas.example"), Origin.DISCOVERED, new InstanceAccess(credentials, null, false));
			assertThat(instance.authorizations()).containsExactly("null", "Basic am86c2VjcmV0", "Basic am86c2VjcmV0");
		}
	}

	@Test
	void unknownHostIsNamed() {
		assertRefused("http://nowhere.example/actuator", Origin.DISCOVERED, ProblemCode.TARGET_FAILED)
			.withMessageContaining("its host name is unknown");
	}

	@Test
	@Timeout(60)
	void instanceThatSendsAByteNowAndThenIsGivenUp() throws IOException {
		AdminProperties impatient = properties("5s");
		InstanceClients clients = new InstanceClients(RestClient.builder(), impatient, this.bundles,
				new AddressRules(impatient, this.names));
		InstanceGateway gateway = new InstanceGateway(clients, new InstanceIdentities());
		try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> drip(slow));
			thread.start();
			this.names.answer("127.0.0.1", "127.0.0.1");
			long start = System.nanoTime();
			assertThatExceptionOfType(ApiException.class)
				.isThrownBy(() -> report(gateway, "http://127.0.0.1:" + slow.getLocalPort() + "/actuator",
						Origin.REGISTERED, InstanceAccess.OPEN))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.TARGET_TIMEOUT))
				.withMessageContaining("did not answer in time");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4),
					Duration.ofSeconds(20));
			thread.interrupt();
		}
		finally {
			clients.close();
		}
	}

	private static void drip(ServerSocket server) {
		try (Socket socket = server.accept()) {
			OutputStream out = socket.getOutputStream();
			out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			while (!Thread.currentThread().isInterrupted()) {
				out.write(' ');
				out.flush();
				// That it takes its time is what the test is about
				Thread.sleep(100);
			}
		}
		catch (IOException ex) {
			// The service has had enough
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Names that mean one address after another, and the last one from then on.
	 */
	private static final class FakeNames implements HostResolver {

		private final Map<String, Deque<String>> answers = new HashMap<>();

		private final List<String> asked = new ArrayList<>();

		void answer(String host, String address) {
			this.answers.computeIfAbsent(host, (name) -> new ArrayDeque<>()).add(address);
		}

		List<String> asked() {
			return this.asked;
		}

		@Override
		public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
			this.asked.add(host);
			Deque<String> addresses = this.answers.get(host);
			if (addresses == null) {
				throw new UnknownHostException(host);
			}
			String address = (addresses.size() > 1) ? addresses.remove() : addresses.element();
			return new InetAddress[] { InetAddress.getByName(address) };
		}

	}

}
