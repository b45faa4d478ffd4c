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

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.entry.Compression;
import dev.larder.internal.memcached.NodeAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.function.ThrowingFunction;

/**
 * Finds settings that are possible but can hardly be meant, or will hurt: those that have
 * no effect beside others, times without a unit, entries without a bound, a key prefix
 * that others may have. Each finding is one line.
 */
final class SettingsAdvice {

	private static final Duration LONG_POLL_INTERVAL = Duration.ofSeconds(10);

	/**
	 * So many entries are no bound of memory.
	 */
	private static final long UNBOUNDED = 1_000_000;

	/**
	 * Names of applications that are as good as none.
	 */
	private static final Set<String> COMMON_NAMES = Set.of("api", "app", "application", "backend", "cache", "default",
			"demo", "main", "my-app", "myapp", "server", "service", "spring", "test", "web", "webapp");

	private static final List<String> OTHERS = List.of("spring.cache.caffeine.spec", "spring.cache.redis.time-to-live",
			"spring.cache.redis.key-prefix", "spring.cache.jcache.config", "spring.cache.couchbase.expiration",
			"spring.cache.infinispan.config");

	private SettingsAdvice() {
	}

	/**
	 * Returns advice on settings.
	 * @param settings the settings
	 * @param environment tells the settings beside them
	 * @return a line for each finding
	 */
	static List<String> of(LarderSettings settings, Environment environment) {
		List<String> lines = new ArrayList<>();
		settings.names().given().values().forEach((given) -> {
			if (given.type() == Duration.class && given.value().trim().matches("\\+?\\d*[1-9]\\d*")) {
				lines.add("'" + given.property() + "' is '" + given.value()
						+ "', which is in milliseconds. Write the unit: '" + given.value().trim() + "ms', or '"
						+ given.value().trim() + "s' if seconds are meant.");
			}
		});
		for (Check check : Check.values()) {
			List<String> idle = check.idle(settings);
			if (!idle.isEmpty()) {
				lines.add("'" + String.join("', '", idle) + "' " + ((idle.size() == 1) ? "has" : "have")
						+ " no effect: " + check.why + ".");
			}
		}
		lines.addAll(ofBounds(settings));
		lines.addAll(ofKeyPrefix(settings));
		Duration pollInterval = settings.properties().coherence().pollInterval();
		if (settings.anyInMemcached() && pollInterval.compareTo(LONG_POLL_INTERVAL) > 0) {
			lines.add("'larder.coherence.poll-interval' is " + pollInterval.toSeconds()
					+ " s: what other instances change or clear may be served for twice that time.");
		}
		if (settings.snapshotDirectory() != null && !settings.anyLocal()) {
			lines.add("'larder.local.snapshot.directory' has no effect: no cache is in mode 'local', and what is in "
					+ "memcached survives a restart there.");
		}
		String type = environment.getProperty("spring.cache.type");
		if (StringUtils.hasText(type)) {
			lines.add("'spring.cache.type' is '" + type + "', and has no effect: the application was processed ahead of"
					+ " time without it, and its caches are Larder's since then. Process it with the property.");
		}
		for (String property : OTHERS) {
			if (environment.containsProperty(property)) {
				lines
					.add("'" + property + "' has no effect: the cache manager is Larder's. Its settings are those under"
							+ " 'larder'.");
			}
		}
		return lines;
	}

	private static List<String> ofBounds(LarderSettings settings) {
		return settings.sections().stream().filter((section) -> {
			CacheSettings cache = section.settings();
			boolean own = section.own().ttl() != null || section.own().maxEntries() != null
					|| section.own().mode() != null;
			return own && cache.mode().isLocal() && cache.timeToLive().isZero() && cache.maxWeight().toBytes() == 0
					&& cache.maxEntries() > UNBOUNDED;
		})
			.map((section) -> "'" + section.prefix() + ".ttl' is 0 and '" + section.prefix() + ".max-entries' is "
					+ section.settings().maxEntries()
					+ ": entries are kept for ever, until memory runs out. Set a time to live, or fewer entries.")
			.toList();
	}

	private static List<String> ofKeyPrefix(LarderSettings settings) {
		if (!settings.anyInMemcached() || StringUtils.hasText(settings.properties().keyPrefix())) {
			return List.of();
		}
		String prefix = settings.memcached().keyPrefix();
		return COMMON_NAMES.contains(prefix.toLowerCase(Locale.ROOT)) ? List.of("The key prefix in memcached is '"
				+ prefix + "', from 'spring.application.name', which other applications may have, too: those with the "
				+ "same prefix on the same servers read and clear each other's entries. Set 'larder.key-prefix' to a "
				+ "name that is this application's own.") : List.of();
	}

	/**
	 * Returns advice on servers that are one under two names, and on names of several
	 * servers. Asks for the addresses of names, which may take a while.
	 * @param servers the servers
	 * @param resolver returns the addresses of a name
	 * @return a line for each finding
	 */
	static List<String> ofAddresses(List<NodeAddress> servers, ThrowingFunction<String, InetAddress[]> resolver) {
		List<String> lines = new ArrayList<>();
		Map<InetSocketAddress, NodeAddress> known = new HashMap<>();
		for (NodeAddress server : servers) {
			try {
				InetAddress[] addresses = resolver.applyWithException(server.host());
				if (server.host().contains(".cfg.")) {
					lines.add("'larder.memcached.servers' names '" + server + "', which seems to be the configuration "
							+ "endpoint of a cluster: of its servers only one would be used. Write "
							+ "'larder.memcached.discovery.mode=elasticache', or name each of them.");
				}
				else if (isShared(addresses)) {
					lines.add("'larder.memcached.servers' names '" + server + "', which has " + addresses.length
							+ " addresses: each connection goes to the first that answers. If they are different servers, "
							+ "instances use different ones, and evicted values come back. Write "
							+ "'larder.memcached.discovery.mode=dns', or name each server.");
				}
				InetAddress address = addresses[0];
				NodeAddress other = known.putIfAbsent(new InetSocketAddress(address, server.port()), server);
				if (other != null) {
					lines.add("'larder.memcached.servers' names one server twice: '" + server + "' and '" + other
							+ "' are both at " + address.getHostAddress()
							+ ". It holds two shares of the keys, and both are lost with it.");
				}
			}
			catch (Exception ex) {
				// The connection says so, and is tried again
			}
		}
		return lines;
	}

	// One server often has an address of each kind
	private static boolean isShared(InetAddress[] addresses) {
		long ofTheOldKind = Arrays.stream(addresses).filter(Inet4Address.class::isInstance).count();
		return ofTheOldKind > 1 || addresses.length - ofTheOldKind > 1;
	}

	private static boolean isPositive(@Nullable Duration duration) {
		return duration != null && !duration.isZero();
	}

	private static boolean outlives(CacheSettings cache) {
		return cache.mode() == CacheMode.TIERED && isPositive(cache.timeToLive())
				&& cache.localTimeToLive().compareTo(cache.timeToLive().plus(cache.staleTimeToLive())) > 0;
	}

	/**
	 * A setting that has no effect beside others. Not told by functions: each would be
	 * another class to load at the start.
	 */
	private enum Check {

		MAX_ENTRIES("max-entries", "it bounds what is kept in this process, which in mode 'memcached' is nothing"),

		MAX_WEIGHT("max-weight", "it bounds what is kept in this process, which in mode 'memcached' is nothing"),

		COPY_ON_READ("copy-on-read", "what is read from memcached is the reader's own in any case"),

		LOCAL_TTL_WITHOUT_COPIES("local-ttl", "only in mode 'tiered' are there copies of what is in memcached"),

		LOCAL_TTL_ABOVE_TTL("local-ttl", "a copy does not outlive its entry, and 'ttl' is shorter"),

		SOFT_LOAD_TIMEOUT_WITHOUT_STALE("soft-load-timeout", "without 'stale-ttl' there is nothing outdated to serve"),

		SOFT_LOAD_TIMEOUT_ABOVE_LOAD_TIMEOUT("soft-load-timeout",
				"'load-timeout' is not longer, so that a load has been given up by then"),

		STALE_TTL("stale-ttl", "with 'ttl: 0' entries live for ever and are never outdated"),

		REFRESH_AHEAD("refresh-ahead", "with 'ttl: 0' entries live for ever"),

		LEASE_TIME("lease-time", "with 'cluster-lease: false' there are no leases"),

		COMPRESSION_THRESHOLD("compression.threshold", "nothing is compressed");

		private final String setting;

		private final String why;

		Check(String setting, String why) {
			this.setting = setting;
			this.why = why;
		}

		private boolean isGiven(LarderProperties.Cache own) {
			return switch (this) {
				case MAX_ENTRIES -> own.maxEntries() != null;
				case MAX_WEIGHT -> own.maxWeight() != null;
				case COPY_ON_READ -> Boolean.TRUE.equals(own.copyOnRead());
				case LOCAL_TTL_WITHOUT_COPIES, LOCAL_TTL_ABOVE_TTL -> own.localTtl() != null;
				case SOFT_LOAD_TIMEOUT_WITHOUT_STALE, SOFT_LOAD_TIMEOUT_ABOVE_LOAD_TIMEOUT ->
					isPositive(own.softLoadTimeout());
				case STALE_TTL -> isPositive(own.staleTtl());
				case REFRESH_AHEAD -> Boolean.TRUE.equals(own.refreshAhead());
				case LEASE_TIME -> own.leaseTime() != null;
				case COMPRESSION_THRESHOLD -> own.compression().threshold() != null;
			};
		}

		private boolean isEffective(CacheSettings cache) {
			return switch (this) {
				case MAX_ENTRIES, MAX_WEIGHT, COPY_ON_READ -> cache.mode().isLocal();
				case LOCAL_TTL_WITHOUT_COPIES -> cache.mode() == CacheMode.TIERED;
				case LOCAL_TTL_ABOVE_TTL -> !outlives(cache);
				case SOFT_LOAD_TIMEOUT_WITHOUT_STALE -> isPositive(cache.staleTimeToLive());
				case SOFT_LOAD_TIMEOUT_ABOVE_LOAD_TIMEOUT -> !isPositive(cache.loading().loadTimeout())
						|| cache.loading().softLoadTimeout().compareTo(cache.loading().loadTimeout()) < 0;
				case STALE_TTL, REFRESH_AHEAD -> isPositive(cache.timeToLive());
				case LEASE_TIME -> cache.loading().clusterLease();
				case COMPRESSION_THRESHOLD -> cache.compression() != Compression.NONE;
			};
		}

		/**
		 * Returns where the setting is given and has no effect. One that is given for all
		 * caches need have it for one of them.
		 */
		private List<String> idle(LarderSettings settings) {
			List<String> idle = new ArrayList<>();
			boolean used = false;
			for (LarderSettings.Section section : settings.sections()) {
				boolean effective = isEffective(section.settings());
				if (!isGiven(section.own())) {
					used |= effective;
				}
				else if (!effective) {
					idle.add(section.prefix() + "." + this.setting);
				}
			}
			if (used) {
				idle.remove("larder.defaults." + this.setting);
			}
			return idle;
		}

	}

}
