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

package dev.larder.admin.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.larder.admin.configuration.AdminProperties;
import org.jspecify.annotations.Nullable;

/**
 * Makes those wait longer and longer who guess passwords or tokens. Failures count for
 * the address together with the user name, and for the address alone: who guesses the
 * password of a user does not keep the user out, who comes from another address. A login
 * that succeeds ends the wait for its name, but not that for the address, or somebody
 * with a password of their own could go on guessing others.
 * <p>
 * Those who have failed longest ago are forgotten where there are too many. As the
 * failures of one address are bounded by its own limit, it takes many addresses to make
 * one forgotten. Safe for use by several threads.
 */
final class LoginLimits {

	private static final int MAX_NAME_LENGTH = 100;

	private static final int NETWORK_BYTES = 8;

	private final AdminProperties.Limits settings;

	private final Clock clock;

	private final Map<Origin, Failures> failures;

	LoginLimits(AdminProperties.Limits settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.failures = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Origin, Failures> eldest) {
				return size() > settings.maxTracked();
			}

		};
	}

	/**
	 * Requires that a login may be tried. Ask again before its success is told: others
	 * may have failed meanwhile, and many at the same time must not get further than one
	 * after the other.
	 * @param address where it comes from, or {@code null} if that is unknown
	 * @param name the user name, or {@code null} if it has none
	 * @throws TooManyAttemptsException if it has to wait
	 */
	synchronized void check(@Nullable String address, @Nullable String name) {
		Instant now = this.clock.instant();
		Duration wait = Duration.ZERO;
		for (Origin origin : Origin.of(address, name)) {
			Failures known = known(origin, now);
			Duration remaining = (known != null) ? Duration.between(now, known.waitUntil()) : Duration.ZERO;
			wait = (remaining.compareTo(wait) > 0) ? remaining : wait;
		}
		if (!wait.isZero()) {
			throw new TooManyAttemptsException(wait);
		}
	}

	/**
	 * Counts a login that failed.
	 * @param address where it came from, or {@code null} if that is unknown
	 * @param name the user name, or {@code null} if it had none
	 */
	synchronized void failed(@Nullable String address, @Nullable String name) {
		for (Origin origin : Origin.of(address, name)) {
			count(origin);
		}
	}

	/**
	 * Counts a login that failed, but not against others at the address.
	 * @param address where it came from, or {@code null} if that is unknown
	 * @param name the user name
	 */
	synchronized void failedOnlyFor(@Nullable String address, String name) {
		count(Origin.of(address, name)[1]);
	}

	private void count(Origin origin) {
		Instant now = this.clock.instant();
		Failures known = known(origin, now);
		int count = (known != null) ? known.count() + 1 : 1;
		this.failures.put(origin, new Failures(count, now, now.plus(delay(count, allowed(origin)))));
	}

	/**
	 * Forgets the failures of a name, after a login that succeeded.
	 * @param address where it came from, or {@code null} if that is unknown
	 * @param name the user name
	 */
	synchronized void succeeded(@Nullable String address, String name) {
		this.failures.remove(Origin.of(address, name)[1]);
	}

	/**
	 * Returns how much is remembered.
	 * @return the number of addresses and names
	 */
	synchronized int tracked() {
		return this.failures.size();
	}

	private @Nullable Failures known(Origin origin, Instant now) {
		Failures known = this.failures.get(origin);
		if (known != null && !now.isBefore(known.lastAt().plus(this.settings.forgetAfter()))) {
			this.failures.remove(origin);
			return null;
		}
		return known;
	}

	private int allowed(Origin origin) {
		return (origin.name() != null) ? this.settings.loginFailures() : this.settings.addressFailures();
	}

	private Duration delay(int count, int allowed) {
		if (count < allowed) {
			return Duration.ZERO;
		}
		Duration delay = this.settings.firstDelay();
		for (int i = allowed; i < count && delay.compareTo(this.settings.maxDelay()) < 0; i++) {
			delay = delay.multipliedBy(2);
		}
		return (delay.compareTo(this.settings.maxDelay()) < 0) ? delay : this.settings.maxDelay();
	}

	/**
	 * Where logins come from.
	 *
	 * @param network the address; of IPv6 the first 64 bits, as one customer of a
	 * provider has all that begin with them
	 * @param name the user name, or {@code null} for all together
	 */
	private record Origin(String network, @Nullable String name) {

		private static Origin[] of(@Nullable String address, @Nullable String name) {
			String network = network((address != null) ? address : "");
			Origin all = new Origin(network, null);
			return (name != null) ? new Origin[] { all, new Origin(network, shortened(name)) } : new Origin[] { all };
		}

		private static String shortened(String name) {
			String key = name.toLowerCase(Locale.ROOT);
			return (key.length() <= MAX_NAME_LENGTH) ? key : key.substring(0, MAX_NAME_LENGTH);
		}

		/**
		 * What has no colon is no address of IPv6, and is not looked at: it may come from
		 * a header, and must not be looked up as a name.
		 */
		private static String network(String address) {
			String text = (address.length() <= MAX_NAME_LENGTH) ? address : address.substring(0, MAX_NAME_LENGTH);
			if (text.indexOf(':') < 0) {
				return text;
			}
			try {
				InetAddress parsed = InetAddress.getByName(text);
				return (parsed instanceof Inet6Address)
						? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
						: parsed.getHostAddress();
			}
			catch (UnknownHostException ex) {
				return text;
			}
		}

	}

	/**
	 * Logins that failed.
	 *
	 * @param count how many
	 * @param lastAt when the last of them failed
	 * @param waitUntil when the next may be tried
	 */
	private record Failures(int count, Instant lastAt, Instant waitUntil) {
	}

}
