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
package dev.larder.actuate;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.ValueSerializer;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

/**
 * Describes the settings of a cache by name: those that have an effect in its mode, a
 * time as {@code nameMs} in milliseconds, a size as {@code nameBytes}.
 */
final class SettingsDescription {

	/**
	 * The modes in which settings have an effect, of those that do not have it in all.
	 */
	private static final Map<String, Predicate<CacheMode>> EFFECTS = Map.of("clusterLease", CacheMode::isMemcached,
			"leaseTime", CacheMode::isMemcached, "serializers", CacheMode::isMemcached, "compression",
			CacheMode::isMemcached, "compressionThreshold", CacheMode::isMemcached, "maxEntries", CacheMode::isLocal,
			"maxWeight", CacheMode::isLocal, "copyOnRead", CacheMode::isLocal, "localTimeToLive",
			(mode) -> mode == CacheMode.TIERED);

	private final Map<String, Object> settings = new LinkedHashMap<>();

	private SettingsDescription(CacheSettings settings) {
		add(settings, settings.mode());
		// One bound has the place of the other
		this.settings.remove((settings.maxWeight().toBytes() > 0) ? "maxEntries" : "maxWeightBytes");
	}

	static Map<String, Object> of(CacheSettings settings) {
		return new SettingsDescription(settings).settings;
	}

	private void add(Record record, CacheMode mode) {
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			String name = component.getName();
			if (EFFECTS.getOrDefault(name, (any) -> true).test(mode)) {
				Object value = ReflectionUtils.invokeMethod(component.getAccessor(), record);
				add(name, Objects.requireNonNull(value), mode);
			}
		}
	}

	private void add(String name, Object value, CacheMode mode) {
		if (value instanceof LoadSettings loading) {
			add(loading, mode);
		}
		else if (value instanceof Duration time) {
			this.settings.put(name + "Ms", time.toMillis());
		}
		else if (value instanceof DataSize size) {
			this.settings.put(name + "Bytes", size.toBytes());
		}
		else if (value instanceof List<?> serializers) {
			this.settings.put("serializer",
					serializers.stream().map((serializer) -> ((ValueSerializer) serializer).name()).toList());
		}
		// The mode is shown beside the settings
		else if (!(value instanceof CacheMode)) {
			this.settings.put(name, (value instanceof Enum<?> choice) ? choice.name().toLowerCase(Locale.ROOT) : value);
		}
	}

}
