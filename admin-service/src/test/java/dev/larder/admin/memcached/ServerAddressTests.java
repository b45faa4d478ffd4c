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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServerAddress}.
 */
class ServerAddressTests {

	@ParameterizedTest
	@CsvSource({ "cache-1,cache-1,11211", "cache-1:11212,cache-1,11212", "10.0.0.1:1,10.0.0.1,1", "[::1],::1,11211",
			"[::1]:11212,::1,11212" })
	void addressIsRead(String text, String host, int port) {
		assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "a:b", "a:0", "a:65536", "::1", "[::1", "[]:1", "[::1]1", "a b", "http://a:1", ":1" })
	void whatIsNoAddressIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
	}

	@Test
	void nameCanBeReadAgain() {
		ServerAddress address = new ServerAddress("::1", 11211);
		assertThat(ServerAddress.parse(address.name())).isEqualTo(address);
	}

}
