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

package dev.larder.admin.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressRule} and {@link AddressRange}.
 */
class AddressRuleTests {

	private static AddressRule within(String... ranges) {
		return AddressRule.within(Stream.of(ranges).map(AddressRange::parse).toList());
	}

	private static HostResolver answering(String... addresses) {
		return (host) -> {
			InetAddress[] all = new InetAddress[addresses.length];
			for (int i = 0; i < all.length; i++) {
				all[i] = InetAddress.getByName(addresses[i]);
			}
			return all;
		};
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.1.2", "10.1.2.3, 10.1.2.3", "10.1.2.2/31, 10.1.2.3", "0.0.0.0/0, 8.8.8.8",
			"fd00::/8, fd12::1", "::1, ::1", "2001:db8:0:8000::/49, 2001:db8:0:ffff::1", "::ffff:10.0.0.0, 10.0.0.0" })
	void whatIsInARangeIsAllowed(String range, String address) throws UnknownHostException {
		assertThat(within("192.168.0.0/16", range).resolve("atlas", answering(address)))
			.containsExactly(InetAddress.getByName(address));
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 11.0.0.0", "10.1.2.3, 10.1.2.2", "10.1.2.2/31, 10.1.2.4", "0.0.0.0/0, ::1",
			"::/0, 10.0.0.1", "2001:db8:0:8000::/49, 2001:db8:0:7fff::1", "10.0.0.0/8, 127.0.0.1" })
	void whatIsInNoRangeIsNot(String range, String address) {
		assertThatExceptionOfType(AddressNotAllowedException.class)
			.isThrownBy(() -> within(range).resolve("atlas", answering(address)))
			.withMessageContaining("is not in 'larder.admin.registration.allowed-addresses'");
	}

	@Test
	void everyAddressOfAHostMustBeAllowed() {
		assertThatExceptionOfType(AddressNotAllowedException.class)
			.isThrownBy(() -> within("10.0.0.0/8").resolve("atlas", answering("10.0.0.1", "192.168.0.1")))
			.withMessageContaining("the address 192.168.0.1 of atlas");
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "fe80::1", "febf::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::",
			"0.1.2.3", "255.255.255.255", "240.0.0.1", "::169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
			"::ffff:169.254.169.254" })
	void specialAddressIsNeverAllowed(String address) {
		for (AddressRule rule : List.of(within("0.0.0.0/0", "::/0", "169.254.0.0/16", "fe80::/10"),
				AddressRule.ORDINARY)) {
			assertThatExceptionOfType(AddressNotAllowedException.class)
				.isThrownBy(() -> rule.resolve("atlas", answering(address)))
				.withMessageContaining("is a link-local, multicast or unspecified address");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1", "10.0.0.1", "8.8.8.8", "2001:db8::1", "64:ff9b::808:808" })
	void ordinaryAddressOfARegistryIsAllowed(String address) throws UnknownHostException {
		assertThat(AddressRule.ORDINARY.resolve("atlas", answering(address))).hasSize(1);
	}

	@Test
	void whatIsWrittenDownIsAllowed() throws UnknownHostException {
		assertThat(AddressRule.UNRESTRICTED.resolve("atlas", answering("169.254.1.1"))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "localhost/8 | does not begin with an address", "10/8 | does not begin with an address",
					"10.0.0.256 | does not begin with an address", ": | does not begin with an address",
					"10.0.0.0/33 | does not end with a number from 0 to 32",
					"fd00::/129 | does not end with a number from 0 to 128", "10.0.0.0/ | does not end with a number",
					"10.0.0.0/-1 | does not end with a number", "10.1.0.0/8 | has bits beyond the first 8" })
	void whatIsNoRangeIsNamed(String text, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining(reason);
	}

}
