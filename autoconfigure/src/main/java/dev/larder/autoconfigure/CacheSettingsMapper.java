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
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.cache.CacheSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Makes {@link CacheSettings} of {@link LarderProperties}. What is wrong is reported with
 * the name of the property.
 */
final class CacheSettingsMapper {

	private static final String DEFAULTS = "larder.defaults";

	private static final String CACHES = "larder.caches";

	private static final String TRANSACTION_SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

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
	 * Returns the settings of caches that have their own.
	 * @return the settings by the name of the cache
	 */
	Map<String, CacheSettings> caches() {
		CacheSettings defaults = defaults();
		Map<String, CacheSettings> caches = new LinkedHashMap<>();
		this.properties.getCaches()
			.forEach((name, overrides) -> caches.put(name, apply(defaults, CACHES + "." + name, overrides)));
		return caches;
	}

	/**
	 * Returns whether the caches heed transactions.
	 * @param classLoader where Spring's transaction support is looked for
	 * @return whether they do
	 */
	boolean transactionAware(@Nullable ClassLoader classLoader) {
		if (this.properties.isTransactionAware() && !ClassUtils.isPresent(TRANSACTION_SYNCHRONIZATION, classLoader)) {
			throw new InvalidConfigurationPropertyValueException("larder.transaction-aware", true,
					"There are no transactions to heed. Add 'spring-tx', or remove the property.");
		}
		return this.properties.isTransactionAware();
	}

	private CacheSettings apply(CacheSettings settings, String prefix, CacheOverrides overrides) {
		if (overrides.getMode() != null) {
			settings = settings.withMode(overrides.getMode());
		}
		if (overrides.getTtl() != null) {
			settings = settings.withTimeToLive(notNegative(prefix + ".ttl", overrides.getTtl()));
		}
		if (overrides.getTtlJitter() != null) {
			settings = settings.withTimeToLiveJitter(fraction(prefix + ".ttl-jitter", overrides.getTtlJitter()));
		}
		if (overrides.getNullTtl() != null) {
			settings = settings.withNullTimeToLive(notNegative(prefix + ".null-ttl", overrides.getNullTtl()));
		}
		if (overrides.getMaxEntries() != null) {
			settings = settings.withMaxEntries(positive(prefix + ".max-entries", overrides.getMaxEntries()));
		}
		if (overrides.getSerializer() != null) {
			settings = settings.withSerializer(overrides.getSerializer());
		}
		return settings.withCompression(orElse(overrides.getCompression().getAlgorithm(), settings.compression()),
				notNegative(prefix + ".compression.threshold",
						orElse(overrides.getCompression().getThreshold(), settings.compressionThreshold())));
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
