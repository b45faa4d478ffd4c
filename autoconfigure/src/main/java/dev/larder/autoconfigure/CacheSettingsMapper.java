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

import java.util.function.BiFunction;

import dev.larder.cache.CacheSettings;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Makes {@link CacheSettings} of the properties of a cache. What these refuse is reported
 * with the name of the property and what to write.
 */
final class CacheSettingsMapper {

	private static final String TIME = "Write a time such as '10m', or '0'.";

	private static final String SIZE = "Write a size such as '4KB'.";

	private CacheSettingsMapper() {
	}

	/**
	 * Returns settings with the values of properties in place of their own.
	 * @param prefix the start of the names of the properties
	 * @param given the properties
	 * @param initial the settings for the properties that are not given
	 * @return the settings, but for their serializers
	 */
	static CacheSettings map(String prefix, LarderProperties.Cache given, CacheSettings initial) {
		CacheSettings settings = initial;
		settings = set(settings, prefix + ".mode", given.mode(), CacheSettings::withMode, "");
		settings = set(settings, prefix + ".ttl", given.ttl(), CacheSettings::withTimeToLive, TIME);
		settings = set(settings, prefix + ".ttl-jitter", given.ttlJitter(), CacheSettings::withTimeToLiveJitter,
				"Write '0.1' for up to a tenth of the time to live.");
		settings = set(settings, prefix + ".null-ttl", given.nullTtl(), CacheSettings::withNullTimeToLive, TIME);
		settings = set(settings, prefix + ".stale-ttl", given.staleTtl(), CacheSettings::withStaleTimeToLive, TIME);
		settings = set(settings, prefix + ".max-entries", given.maxEntries(), CacheSettings::withMaxEntries, "");
		settings = set(settings, prefix + ".max-weight", given.maxWeight(), CacheSettings::withMaxWeight, SIZE);
		settings = set(settings, prefix + ".local-ttl", given.localTtl(), CacheSettings::withLocalTimeToLive, TIME);
		settings = set(settings, prefix + ".copy-on-read", given.copyOnRead(), CacheSettings::withCopyOnRead, "");
		settings = set(settings, prefix + ".compression.algorithm", given.compression().algorithm(),
				(cache, algorithm) -> cache.withCompression(algorithm, cache.compressionThreshold()), "");
		settings = set(settings, prefix + ".compression.threshold", given.compression().threshold(),
				(cache, threshold) -> cache.withCompression(cache.compression(), threshold), SIZE);
		return settings.withLoading(mapLoading(prefix, given, settings.loading()));
	}

	private static LoadSettings mapLoading(String prefix, LarderProperties.Cache given, LoadSettings initial) {
		LoadSettings settings = initial;
		settings = set(settings, prefix + ".load-timeout", given.loadTimeout(), LoadSettings::withLoadTimeout, TIME);
		settings = set(settings, prefix + ".soft-load-timeout", given.softLoadTimeout(),
				LoadSettings::withSoftLoadTimeout, TIME);
		settings = set(settings, prefix + ".refresh-ahead", given.refreshAhead(), LoadSettings::withRefreshAhead, "");
		settings = set(settings, prefix + ".cluster-lease", given.clusterLease(), LoadSettings::withClusterLease, "");
		settings = set(settings, prefix + ".wait-timeout", given.waitTimeout(), LoadSettings::withWaitTimeout, TIME);
		return set(settings, prefix + ".lease-time", given.leaseTime(), LoadSettings::withLeaseTime,
				"Write a time such as '3s'.");
	}

	/**
	 * Returns settings with the value of a property, if it is given.
	 * @param settings the settings
	 * @param property the name of the property
	 * @param value the value, or {@code null} if it is not given
	 * @param setter sets the value, and refuses it in the words "'name' must ..."
	 * @param remedy the advice for a value that is refused
	 * @return the new settings
	 * @throws InvalidConfigurationPropertyValueException if the value is refused
	 */
	static <S, T> S set(S settings, String property, @Nullable T value, BiFunction<S, T, S> setter, String remedy) {
		try {
			return (value != null) ? setter.apply(settings, value) : settings;
		}
		catch (IllegalArgumentException ex) {
			throw refused(property, value, ex, remedy);
		}
	}

	/**
	 * Returns the exception for the value of a property that was refused.
	 */
	static InvalidConfigurationPropertyValueException refused(String property, @Nullable Object value,
			IllegalArgumentException refusal, String remedy) {
		String reason = String.valueOf(refusal.getMessage()).replaceFirst("^'\\w+' ", "It ");
		return new InvalidConfigurationPropertyValueException(property, value,
				(reason.endsWith(".") ? reason : reason + ".") + (remedy.isEmpty() ? "" : " " + remedy));
	}

}
