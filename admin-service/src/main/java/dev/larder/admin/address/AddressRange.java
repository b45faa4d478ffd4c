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
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, in the notation of CIDR.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
public final class AddressRange {

	private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

	private final String text;

	private final byte[] network;

	private final int bits;

	private AddressRange(String text, byte[] network, int bits) {
		this.text = text;
		this.network = network;
		this.bits = bits;
	}

	/**
	 * Reads a range.
	 * @param text the first address and how many bits of it count, such as
	 * {@code 10.0.0.0/8}, or one address
	 * @return the range
	 * @throws IllegalArgumentException if that is no range; the message tells why
	 */
	public static AddressRange parse(String text) {
		int slash = text.indexOf('/');
		byte[] address = address(text, (slash < 0) ? text : text.substring(0, slash));
		int bits = (slash < 0) ? address.length * 8 : bits(text, text.substring(slash + 1), address.length * 8);
		byte[] network = Arrays.copyOf(address, address.length);
		clearAfter(network, bits);
		if (!Arrays.equals(network, address)) {
			throw new IllegalArgumentException("'" + text + "' has bits beyond the first " + bits);
		}
		return new AddressRange(text, network, bits);
	}

	/**
	 * A name would be looked up, so only what is written as an address gets that far.
	 */
	private static byte[] address(String text, String address) {
		if (IPV4.matcher(address).matches() || IPV6.matcher(address).matches()) {
			try {
				return InetAddress.getByName(address).getAddress();
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException("'" + text + "' does not begin with an address", ex);
			}
		}
		throw new IllegalArgumentException("'" + text + "' does not begin with an address");
	}

	private static int bits(String text, String bits, int max) {
		int number = bits.matches("\\d{1,3}") ? Integer.parseInt(bits) : -1;
		if (number < 0 || number > max) {
			throw new IllegalArgumentException("'" + text + "' does not end with a number from 0 to " + max);
		}
		return number;
	}

	private static void clearAfter(byte[] address, int bits) {
		for (int i = bits; i < address.length * 8; i++) {
			address[i / 8] = (byte) (address[i / 8] & ~(0x80 >> (i % 8)));
		}
	}

	/**
	 * Returns whether an address is in the range.
	 * @param address the address
	 * @return whether it is
	 */
	boolean contains(InetAddress address) {
		byte[] other = address.getAddress();
		if (other.length != this.network.length) {
			return false;
		}
		clearAfter(other, this.bits);
		return Arrays.equals(other, this.network);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
