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

package dev.larder.internal.memcached.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.connect.ServerDialer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.ScriptedEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ConfigurationEndpoint}.
 */
@ServerTest
class ConfigurationEndpointTests {

	private final ScriptedEndpoint endpoint = new ScriptedEndpoint();

	@AfterEach
	void close() {
		this.endpoint.close();
	}

	@Test
	void serversAreThoseOfTheConfiguration() throws IOException {
		this.endpoint.servers(List.of("cache.0001.use1.cache.amazonaws.com:11211", "cache.0002.use1:11212"));
		assertThat(lookup(this.endpoint.address()).servers()).extracting(NodeAddress::name)
			.containsExactly("cache.0001.use1.cache.amazonaws.com:11211", "cache.0002.use1:11212");
	}

	@Test
	void serverWithoutANameHasItsAddress() throws IOException {
		configuration("|10.0.0.1|11211");
		assertThat(lookup(this.endpoint.address()).servers()).extracting(NodeAddress::name)
			.containsExactly("10.0.0.1:11211");
	}

	@Test
	void firstEndpointThatAnswersIsBelieved() throws IOException {
		this.endpoint.servers(List.of("cache:11211"));
		try (ScriptedEndpoint broken = new ScriptedEndpoint()) {
			assertThat(lookup(broken.address(), this.endpoint.address()).servers()).hasSize(1);
		}
	}

	@Test
	void serverThatIsNoEndpointIsNamed() {
		assertThatIOException().isThrownBy(lookup(this.endpoint.address())::servers)
			.withMessage("the configuration endpoint " + this.endpoint.address() + " did not say: it answered 'ERROR' "
					+ "to 'config get cluster', so that it is none; its name has '.cfg.' in it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cache", "cache|10.0.0.1", "cache|10.0.0.1|port", "cache|10.0.0.1|0",
			"\u001b[31m|10.0.0.1|11211" })
	void configurationThatNamesNoServersIsAFailure(String servers) {
		configuration(servers);
		assertThatIOException().isThrownBy(lookup(this.endpoint.address())::servers)
			.withMessageContaining("did not say")
			.withMessageMatching("[ -~]*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CONFIG cluster 0 -1\r\n", "CONFIG cluster 0 9999999999\r\n", "CONFIG cluster 0 many\r\n",
			"CONFIG cluster 0 100\r\n12\n" })
	void answerOfNoLengthIsAFailure(String answer) {
		this.endpoint.answer(answer);
		assertThatIOException().isThrownBy(lookup(this.endpoint.address())::servers)
			.withMessageContaining("did not say");
	}

	@Test
	void endpointThatDripsIsGivenUp() {
		this.endpoint.drip();
		ConfigurationEndpoint lookup = new ConfigurationEndpoint(List.of(NodeAddress.parse(this.endpoint.address())),
				new ServerDialer(null, null, Duration.ofSeconds(10)), Duration.ofMillis(300));
		assertThatIOException().isThrownBy(lookup::servers).withMessageContaining("in time");
	}

	private void configuration(String servers) {
		String configuration = "1\n" + servers + "\n";
		this.endpoint.answer("CONFIG cluster 0 " + configuration.length() + "\r\n" + configuration + "\r\nEND\r\n");
	}

	private static ConfigurationEndpoint lookup(String... endpoints) {
		Duration timeout = Duration.ofSeconds(10);
		return new ConfigurationEndpoint(Stream.of(endpoints).map(NodeAddress::parse).toList(),
				new ServerDialer(null, null, timeout), timeout);
	}

}
