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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import dev.larder.internal.memcached.NodeAddress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link DnsLookup}.
 */
class DnsLookupTests {

	@Test
	void everyAddressOfANameIsAServer() throws IOException {
		assertThat(lookup("cache:11211", "10.0.0.1", "10.0.0.2").servers()).extracting(NodeAddress::name)
			.containsExactly("10.0.0.1:11211", "10.0.0.2:11211");
	}

	@Test
	void addressOfVersionSixStandsInBrackets() throws IOException {
		assertThat(lookup("cache:11211", "fd00::1").servers()).extracting(NodeAddress::name)
			.containsExactly("[fd00:0:0:0:0:0:0:1]:11211");
	}

	@Test
	void certificateIsMadeOutToTheName() throws IOException {
		assertThat(lookup("cache:11211", "10.0.0.1").servers()).extracting(NodeAddress::certified)
			.containsExactly("cache");
	}

	@Test
	void addressOfTwoNamesIsOneServer() throws IOException {
		DnsLookup lookup = new DnsLookup(List.of(NodeAddress.parse("one:1"), NodeAddress.parse("two:1")),
				(host) -> addresses("10.0.0.1"));
		assertThat(lookup.servers()).hasSize(1);
	}

	@Test
	void unknownNameIsAFailure() {
		DnsLookup lookup = new DnsLookup(List.of(NodeAddress.parse("nowhere:1")), (host) -> {
			throw new UnknownHostException(host);
		});
		assertThatIOException().isThrownBy(lookup::servers).withMessage("the name 'nowhere' is not known to DNS now");
	}

	@Test
	void nameWithoutAddressesIsAFailure() {
		assertThatIOException().isThrownBy(lookup("cache:1")::servers)
			.withMessage("the name 'cache' has no addresses now");
	}

	@Test
	void resolverOfTheMachineIsUsed() throws IOException {
		assertThat(new DnsLookup(List.of(NodeAddress.parse("127.0.0.1:5")), InetAddress::getAllByName).servers())
			.extracting(NodeAddress::name)
			.containsExactly("127.0.0.1:5");
	}

	private static DnsLookup lookup(String name, String... addresses) {
		return new DnsLookup(List.of(NodeAddress.parse(name)), (host) -> addresses(addresses));
	}

	private static InetAddress[] addresses(String... literals) throws UnknownHostException {
		InetAddress[] addresses = new InetAddress[literals.length];
		for (int i = 0; i < literals.length; i++) {
			addresses[i] = InetAddress.getByName(literals[i]);
		}
		return addresses;
	}

}
