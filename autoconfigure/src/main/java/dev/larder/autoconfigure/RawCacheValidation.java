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

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.entry.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Refuses what is asked of a raw cache although its items have no room for it. Settings
 * that are merely the default of all caches have no effect on a raw one.
 */
final class RawCacheValidation {

	private final CacheSerializers serializers;

	RawCacheValidation(CacheSerializers serializers) {
		this.serializers = serializers;
	}

	/**
	 * Checks all caches, and that their serializers exist. A cache that lives in local
	 * memory only because all do is checked as if it did not.
	 * @param settings the settings
	 * @throws InvalidConfigurationPropertyValueException if a setting cannot be heeded
	 */
	void validate(LarderSettings settings) {
		CacheOverrides defaults = settings.properties().getDefaults();
		settings.visit((prefix, overrides, cache) -> {
			boolean localByIntent = overrides != defaults && overrides.getMode() == CacheMode.LOCAL;
			this.serializers.validate(prefix + ".serializer", overrides.getSerializer());
			if (this.serializers.raw(cache.serializer()) != null && !localByIntent) {
				validate(prefix, cache, overrides);
			}
		});
	}

	private void validate(String prefix, CacheSettings settings, CacheOverrides overrides) {
		Compression algorithm = overrides.getCompression().getAlgorithm();
		if (algorithm != null && algorithm != Compression.NONE) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".compression.algorithm", algorithm,
					"The values of a raw cache are not compressed, as other programs could not read them. Remove the"
							+ " property, write 'none', or choose another serializer.");
		}
		Duration nullTimeToLive = overrides.getNullTtl();
		if (nullTimeToLive != null && !nullTimeToLive.isZero()) {
			throw new InvalidConfigurationPropertyValueException(prefix + ".null-ttl", nullTimeToLive,
					"A raw cache cannot hold null. Remove the property, write '0', or choose another serializer.");
		}
		refuse(prefix + ".mode", settings.mode(), settings.mode() == CacheMode.TIERED,
				"The items of a raw cache do not say what they belong to, so that copies of them could not be kept"
						+ " coherent: write 'memcached'.");
		Duration stale = overrides.getStaleTtl();
		refuse(prefix + ".stale-ttl", stale, stale != null && !stale.isZero(),
				"The items of a raw cache do not say when they became outdated.");
		Boolean refreshAhead = overrides.getRefreshAhead();
		refuse(prefix + ".refresh-ahead", refreshAhead, Boolean.TRUE.equals(refreshAhead),
				"The items of a raw cache do not say when they expire.");
	}

	private static void refuse(String property, @Nullable Object value, boolean refused, String why) {
		if (value != null && refused) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					why + " Remove the property, or choose another serializer.");
		}
	}

}
