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
import java.util.function.Predicate;

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

	private static final List<Check> CHECKS = List.of(
			new Check("max-entries", (own) -> own.maxEntries() != null, (cache) -> cache.mode().isLocal(),
					"it bounds what is kept in this process, which in mode 'memcached' is nothing"),
			new Check("max-weight", (own) -> own.maxWeight() != null, (cache) -> cache.mode().isLocal(),
					"it bounds what is kept in this process, which in mode 'memcached' is nothing"),
			new Check("copy-on-read", (own) -> Boolean.TRUE.equals(own.copyOnRead()), (cache) -> cache.mode().isLocal(),
					"what is read from memcached is the reader's own in any case"),
			new Check("local-ttl", (own) -> own.localTtl() != null, (cache) -> cache.mode() == CacheMode.TIERED,
					"only in mode 'tiered' are there copies of what is in memcached"),
			new Check("local-ttl", (own) -> own.localTtl() != null, (cache) -> !outlives(cache),
					"a copy does not outlive its entry, and 'ttl' is shorter"),
			new Check("soft-load-timeout", (own) -> isPositive(own.softLoadTimeout()),
					(cache) -> isPositive(cache.staleTimeToLive()),
					"without 'stale-ttl' there is nothing outdated to serve"),
			new Check("soft-load-timeout", (own) -> isPositive(own.softLoadTimeout()),
					(cache) -> !isPositive(cache.loading().loadTimeout())
							|| cache.loading().softLoadTimeout().compareTo(cache.loading().loadTimeout()) < 0,
					"'load-timeout' is not longer, so that a load has been given up by then"),
			new Check("stale-ttl", (own) -> isPositive(own.staleTtl()), (cache) -> isPositive(cache.timeToLive()),
					"with 'ttl: 0' entries live for ever and are never outdated"),
			new Check("refresh-ahead", (own) -> Boolean.TRUE.equals(own.refreshAhead()),
					(cache) -> isPositive(cache.timeToLive()), "with 'ttl: 0' entries live for ever"),
			new Check("lease-time", (own) -> own.leaseTime() != null, (cache) -> cache.loading().clusterLease(),
					"with 'cluster-lease: false' there are no leases"),
			new Check("compression.threshold", (own) -> own.compression().threshold() != null,
					(cache) -> cache.compression() != Compression.NONE, "nothing is compressed"));

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
		CHECKS.forEach((check) -> {
			List<String> idle = check.idle(settings);
			if (!idle.isEmpty()) {
				lines.add("'" + String.join("', '", idle) + "' " + ((idle.size() == 1) ? "has" : "have")
						+ " no effect: " + check.why() + ".");
			}
		});
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
		OTHERS.stream()
			.filter(environment::containsProperty)
			.forEach((property) -> lines.add("'" + property
					+ "' has no effect: the cache manager is Larder's. Its settings" + " are those under 'larder'."));
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
	 * A setting that has no effect beside others.
	 *
	 * @param name the name of the setting
	 * @param given whether it is given
	 * @param effective whether it has an effect
	 * @param why why it has none
	 */
	private record Check(String name, Predicate<LarderProperties.Cache> given, Predicate<CacheSettings> effective,
			String why) {

		/**
		 * Returns where the setting is given and has no effect. One that is given for all
		 * caches need have it for one of them.
		 */
		List<String> idle(LarderSettings settings) {
			List<String> idle = new ArrayList<>();
			List<CacheSettings> users = new ArrayList<>();
			settings.sections().forEach((section) -> {
				boolean own = this.given.test(section.own());
				if (own && !this.effective.test(section.settings())) {
					idle.add(section.prefix() + "." + this.name);
				}
				if (!own && this.effective.test(section.settings())) {
					users.add(section.settings());
				}
			});
			if (!users.isEmpty()) {
				idle.remove("larder.defaults." + this.name);
			}
			return idle;
		}

	}

}
