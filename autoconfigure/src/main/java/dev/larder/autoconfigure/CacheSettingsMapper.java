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

import java.time.Duration;

import dev.larder.cache.CacheSettings;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Makes {@link CacheSettings} of {@link LarderProperties}. What is wrong is reported with
 * the name of the property.
 */
final class CacheSettingsMapper {

	private static final String DEFAULTS = "larder.defaults";

	private final LarderProperties properties;

	CacheSettingsMapper(LarderProperties properties) {
		this.properties = properties;
	}

	/**
	 * Returns the settings of caches that have none of their own.
	 * @return the default settings
	 */
	CacheSettings defaults() {
		CacheSettings initial = CacheSettings.defaults().withMode(this.properties.getMode());
		return apply(initial, DEFAULTS, this.properties.getDefaults());
	}

	/**
	 * Returns the settings of a cache that has its own.
	 * @param name the name of the cache
	 * @param overrides what is its own
	 * @return the settings
	 */
	CacheSettings cache(String name, CacheOverrides overrides) {
		String property = SettingNames.cacheProperty(name, "");
		return apply(defaults(), property.substring(0, property.length() - 1), overrides);
	}

	private static CacheSettings apply(CacheSettings initial, String prefix, CacheOverrides overrides) {
		PropertyMapper map = PropertyMapper.get();
		CacheSettings settings = map.from(overrides::getMode).to(initial, CacheSettings::withMode);
		settings = map.from(overrides::getTtl)
			.as((ttl) -> notNegative(prefix + ".ttl", ttl))
			.to(settings, CacheSettings::withTimeToLive);
		settings = map.from(overrides::getTtlJitter)
			.as((jitter) -> fraction(prefix + ".ttl-jitter", jitter))
			.to(settings, CacheSettings::withTimeToLiveJitter);
		settings = map.from(overrides::getNullTtl)
			.as((ttl) -> notNegative(prefix + ".null-ttl", ttl))
			.to(settings, CacheSettings::withNullTimeToLive);
		settings = map.from(overrides::getStaleTtl)
			.as((ttl) -> notNegative(prefix + ".stale-ttl", ttl))
			.to(settings, CacheSettings::withStaleTimeToLive);
		settings = map.from(overrides::getMaxEntries)
			.as((entries) -> positive(prefix + ".max-entries", entries))
			.to(settings, CacheSettings::withMaxEntries);
		settings = map.from(overrides::getLocalTtl)
			.as((ttl) -> notNegative(prefix + ".local-ttl", ttl))
			.to(settings, CacheSettings::withLocalTimeToLive);
		settings = map.from(overrides::getCopyOnRead).to(settings, CacheSettings::withCopyOnRead);
		settings = map.from(overrides::getSerializer).to(settings, CacheSettings::withSerializer);
		settings = settings.withLoading(loading(settings.loading(), prefix, overrides));
		return settings.withCompression(orElse(overrides.getCompression().getAlgorithm(), settings.compression()),
				notNegative(prefix + ".compression.threshold",
						orElse(overrides.getCompression().getThreshold(), settings.compressionThreshold())));
	}

	private static LoadSettings loading(LoadSettings initial, String prefix, CacheOverrides overrides) {
		PropertyMapper map = PropertyMapper.get();
		LoadSettings settings = map.from(overrides::getLoadTimeout)
			.as((timeout) -> notNegative(prefix + ".load-timeout", timeout))
			.to(initial, LoadSettings::withLoadTimeout);
		settings = map.from(overrides::getSoftLoadTimeout)
			.as((timeout) -> notNegative(prefix + ".soft-load-timeout", timeout))
			.to(settings, LoadSettings::withSoftLoadTimeout);
		settings = map.from(overrides::getRefreshAhead).to(settings, LoadSettings::withRefreshAhead);
		settings = map.from(overrides::getClusterLease).to(settings, LoadSettings::withClusterLease);
		settings = map.from(overrides::getWaitTimeout)
			.as((timeout) -> notNegative(prefix + ".wait-timeout", timeout))
			.to(settings, LoadSettings::withWaitTimeout);
		return map.from(overrides::getLeaseTime)
			.as((time) -> leaseTime(prefix + ".lease-time", time))
			.to(settings, LoadSettings::withLeaseTime);
	}

	private static Duration leaseTime(String property, Duration value) {
		if (value.toMillis() < 100) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be at least 100 milliseconds. Write a time such as '3s'.");
		}
		return value;
	}

	private static Duration notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must not be negative. Write a time such as '10m', or '0'.");
		}
		return value;
	}

	private static DataSize notNegative(String property, DataSize value) {
		if (value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must not be negative. Write a size such as '4KB'.");
		}
		return value;
	}

	private static double fraction(String property, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be from 0 to 1. Write '0.1' for up to a tenth of the time to live.");
		}
		return value;
	}

	private static long positive(String property, long value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(property, value, "It must be 1 or more.");
		}
		return value;
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
