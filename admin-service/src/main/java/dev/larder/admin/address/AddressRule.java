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
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The addresses that may be connected to, depending on who named the host.
 */
public final class AddressRule {

	/**
	 * Everything: for what the operator of the service has written down.
	 */
	public static final AddressRule UNRESTRICTED = new AddressRule(null, true);

	/**
	 * Everything but addresses that are of this link, of many or of nobody: for what a
	 * registry tells. The metadata of cloud machines, with their credentials, are at an
	 * address of the link.
	 */
	public static final AddressRule ORDINARY = new AddressRule(null, false);

	private static final byte[] TRANSLATED = { 0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0 };

	private static final byte[] COMPATIBLE = new byte[12];

	private static final byte[] SIX_TO_FOUR = { 0x20, 0x02 };

	private final @Nullable List<AddressRange> ranges;

	private final boolean special;

	private AddressRule(@Nullable List<AddressRange> ranges, boolean special) {
		this.ranges = ranges;
		this.special = special;
	}

	/**
	 * Returns the rule that allows what is in one of several ranges, and ordinary.
	 * @param ranges the ranges
	 * @return the rule
	 */
	public static AddressRule within(List<AddressRange> ranges) {
		return new AddressRule(List.copyOf(ranges), false);
	}

	/**
	 * Looks up a host. Whoever connects must use these addresses, and not look up the
	 * host again: it may have others by then.
	 * @param host the host
	 * @param resolver looks it up
	 * @return its addresses, each of which is allowed
	 * @throws AddressNotAllowedException if one of them is not
	 * @throws UnknownHostException if it has none
	 */
	public InetAddress[] resolve(String host, HostResolver resolver) throws UnknownHostException {
		InetAddress[] addresses = resolver.resolve(host);
		for (InetAddress address : addresses) {
			if (!this.special && isSpecial(address)) {
				throw new AddressNotAllowedException(
						describe(host, address) + " is a link-local, multicast or unspecified address");
			}
			if (this.ranges != null && this.ranges.stream().noneMatch((range) -> range.contains(address))) {
				throw new AddressNotAllowedException(
						describe(host, address) + " is not in 'larder.admin.registration.allowed-addresses'");
			}
		}
		return addresses;
	}

	private static String describe(String host, InetAddress address) {
		String text = address.getHostAddress();
		return host.equals(text) ? text : "the address " + text + " of " + host;
	}

	private static boolean isSpecial(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (bytes.length == 4) {
			return isSpecial(bytes);
		}
		if (address.isLoopbackAddress()) {
			return false;
		}
		return address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()
				|| (startsWith(bytes, TRANSLATED) && isSpecial(Arrays.copyOfRange(bytes, 12, 16)))
				|| (startsWith(bytes, COMPATIBLE) && isSpecial(Arrays.copyOfRange(bytes, 12, 16)))
				|| (startsWith(bytes, SIX_TO_FOUR) && isSpecial(Arrays.copyOfRange(bytes, 2, 6)));
	}

	/**
	 * 0.0.0.0/8, 169.254.0.0/16, and from 224.0.0.0 on multicast, what is reserved and
	 * broadcast.
	 */
	private static boolean isSpecial(byte[] ipv4) {
		int first = ipv4[0] & 0xff;
		return first == 0 || first >= 224 || (first == 169 && (ipv4[1] & 0xff) == 254);
	}

	private static boolean startsWith(byte[] bytes, byte[] prefix) {
		return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
	}

}
