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
package dev.larder.autoconfigure;

import java.util.Collections;
import java.util.List;

import dev.larder.internal.memcached.NodeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link LarderSettings} make of servers.
 */
class ServerSettingsTests {

	@Test
	void weightIsOptional() {
		assertThat(addresses("cache-1:11211", "cache-2:11212:3")).containsExactly(new NodeAddress("cache-1", 11211, 1),
				new NodeAddress("cache-2", 11212, 3));
	}

	@Test
	void addressOfVersion6StaysInBrackets() {
		assertThat(addresses("[::1]:11211:2")).containsExactly(new NodeAddress("[::1]", 11211, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cache", "cache:", ":11211", "cache:port", "cache:11211:", "cache:11211:heavy",
			"cache:11211:1:1", "cache:0", "cache:65536", "cache:11211:0", "cache:-1", "::1:11211", "[::1]", "[::1",
			"cache one:11211", " :11211", "memcached://cache:11211" })
	void malformedAddressIsRefusedWithWhatToWrite(String server) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> LarderSettings.servers(List.of(server)))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("larder.memcached.servers");
				assertThat(ex.getValue()).isEqualTo(server);
				assertThat(ex.getReason()).contains("'host:port'");
			});
	}

	@Test
	void noServerIsRefused() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> LarderSettings.servers(Collections.emptyList()))
			.withMessageContaining("There is no server");
	}

	@Test
	void sameServerTwiceIsRefused() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> LarderSettings.servers(List.of("cache:11211", "cache:11211:2")))
			.withMessageContaining("twice");
	}

	private static List<NodeAddress> addresses(String... servers) {
		return LarderSettings.servers(List.of(servers)).servers().stream().map(NodeAddress::parse).toList();
	}

}
