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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.internal.memcached.NodeAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * What {@link LarderProperties} ask for, checked: every setting, whatever the mode, so
 * that a mistake is not found only when the mode is changed. Everything that is made of
 * properties is made of this.
 */
final class LarderSettings {

	private final LarderProperties properties;

	private final SettingNames names;

	private final List<NodeAddress> servers;

	private final @Nullable String keyPrefix;

	private final Map<String, CacheOverrides> variables;

	private final CacheSettings defaults;

	private final Map<String, CacheSettings> caches = new LinkedHashMap<>();

	private final Map<String, CacheSettings> cachesOfVariables = new LinkedHashMap<>();

	/**
	 * Checks the settings.
	 * @param properties the properties
	 * @param names the names under which they were found
	 * @param environment where they were found
	 * @throws InvalidConfigurationPropertyValueException if a value is wrong
	 */
	LarderSettings(LarderProperties properties, SettingNames names, ConfigurableEnvironment environment) {
		this.properties = properties;
		this.names = names;
		this.variables = variables(names, environment);
		applyVariables(environment);
		CacheSettingsMapper mapper = new CacheSettingsMapper(properties);
		this.defaults = mapper.defaults();
		properties.getCaches().forEach((name, cache) -> this.caches.put(name, mapper.cache(name, cache)));
		this.variables.forEach((name, cache) -> this.cachesOfVariables.put(name, mapper.cache(name, cache)));
		this.keyPrefix = StringUtils.hasText(properties.getKeyPrefix()) ? properties.getKeyPrefix()
				: environment.getProperty("spring.application.name");
		this.servers = NodeAddresses.parse(properties.getMemcached().getServers());
		checkTimes(properties);
		checkItemSize(properties.getMemcached().getMaxItemSize());
	}

	LarderProperties properties() {
		return this.properties;
	}

	/**
	 * Returns the names under which settings were found.
	 */
	SettingNames names() {
		return this.names;
	}

	/**
	 * Returns the settings of caches that have none of their own.
	 */
	CacheSettings defaults() {
		return this.defaults;
	}

	/**
	 * Returns the settings of caches that have their own, by the name of the cache.
	 */
	Map<String, CacheSettings> caches() {
		return this.caches;
	}

	/**
	 * Returns the settings of a cache that has its own in variables of the system
	 * environment alone, which do not say its exact name.
	 * @param name the name of the cache
	 * @return its settings, or {@code null}
	 */
	@Nullable CacheSettings ofVariables(String name) {
		return this.cachesOfVariables.get(SettingNames.lettersAndDigits(name));
	}

	/**
	 * Returns whether any cache may live in memcached.
	 */
	boolean anyInMemcached() {
		return this.defaults.mode().isMemcached()
				|| this.caches.values().stream().anyMatch((settings) -> settings.mode().isMemcached())
				|| this.cachesOfVariables.values().stream().anyMatch((settings) -> settings.mode().isMemcached());
	}

	/**
	 * Returns whether any cache may live in the memory of this process alone.
	 */
	boolean anyLocal() {
		return this.defaults.mode() == CacheMode.LOCAL
				|| this.caches.values().stream().anyMatch((settings) -> settings.mode() == CacheMode.LOCAL)
				|| this.cachesOfVariables.values().stream().anyMatch((settings) -> settings.mode() == CacheMode.LOCAL);
	}

	/**
	 * Has something look at the settings of all caches, and what of them is their own.
	 * @param visitor looks at them
	 */
	void visit(Visitor visitor) {
		visitor.visit("larder.defaults", this.properties.getDefaults(), this.defaults);
		this.properties.getCaches().forEach((name, overrides) -> {
			CacheSettings settings = this.caches.get(name);
			if (settings != null) {
				visitor.visit(prefix(name), overrides, settings);
			}
		});
		this.variables.forEach((name, overrides) -> {
			CacheSettings settings = this.cachesOfVariables.get(name);
			if (settings != null) {
				visitor.visit(prefix(name), overrides, settings);
			}
		});
	}

	/**
	 * Returns the memcached servers.
	 */
	List<NodeAddress> servers() {
		return this.servers;
	}

	/**
	 * Returns what the keys in memcached begin with.
	 * @return the prefix
	 * @throws InvalidConfigurationPropertyValueException if there is none
	 */
	String keyPrefix() {
		if (!StringUtils.hasText(this.keyPrefix)) {
			throw new InvalidConfigurationPropertyValueException("larder.key-prefix", this.properties.getKeyPrefix(),
					"Caches in memcached need it, so that two applications do not share keys by accident. "
							+ "Set it, or 'spring.application.name'.");
		}
		return this.keyPrefix;
	}

	/**
	 * Returns what variables of the system environment say of caches, by the letters and
	 * digits of the cache's name.
	 */
	static Map<String, CacheOverrides> variables(SettingNames names, ConfigurableEnvironment environment) {
		Map<String, CacheOverrides> caches = new LinkedHashMap<>();
		names.variables()
			.forEach((name, values) -> caches.put(name, bind(name, values, new CacheOverrides(), environment)));
		return caches;
	}

	private static CacheOverrides bind(String name, Map<String, Object> values, CacheOverrides cache,
			ConfigurableEnvironment environment) {
		String prefix = "larder.caches[" + name + "]";
		Map<String, Object> properties = new LinkedHashMap<>();
		values.forEach((setting, value) -> properties.put(prefix + "." + setting, value));
		return new Binder(List.of(new MapConfigurationPropertySource(properties)),
				new PropertySourcesPlaceholdersResolver(environment))
			.bind(prefix, Bindable.ofInstance(cache))
			.orElse(cache);
	}

	// Spring Boot has made caches of the variables too, whose names nobody wrote, and has
	// applied them to some of the caches that have a name
	private void applyVariables(ConfigurableEnvironment environment) {
		Map<String, CacheOverrides> caches = this.properties.getCaches();
		Set<String> written = Set.copyOf(this.names.cacheNames());
		caches.keySet()
			.removeIf((name) -> !written.contains(name)
					&& this.names.variablePrefixes().contains(SettingNames.lettersAndDigits(name)));
		written.forEach((name) -> {
			Map<String, Object> values = this.names.variables().get(SettingNames.lettersAndDigits(name));
			if (values != null) {
				bind(name, values, caches.computeIfAbsent(name, (missing) -> new CacheOverrides()), environment);
				this.variables.remove(SettingNames.lettersAndDigits(name));
			}
		});
	}

	private static String prefix(String cache) {
		String property = SettingNames.cacheProperty(cache, "");
		return property.substring(0, property.length() - 1);
	}

	private static void checkTimes(LarderProperties properties) {
		checkTime("larder.memcached.operation-timeout", properties.getMemcached().getOperationTimeout(), "250ms");
		checkTime("larder.memcached.connect-timeout", properties.getMemcached().getConnectTimeout(), "250ms");
		checkTime("larder.coherence.poll-interval", properties.getCoherence().getPollInterval(), "250ms");
		checkTime("larder.local.snapshot.interval", properties.getLocal().getSnapshot().getInterval(), "5m");
	}

	private static void checkTime(String property, Duration value, String example) {
		if (value.compareTo(Duration.ofMillis(1)) < 0) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be a millisecond or more. Write a time such as '" + example + "'.");
		}
	}

	private static void checkItemSize(DataSize size) {
		if (size.toBytes() < 1024 || size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidConfigurationPropertyValueException("larder.memcached.max-item-size", size,
					"It must be from 1KB to 2GB, as the server's option -I says.");
		}
	}

	/**
	 * Looks at the settings of a cache.
	 */
	interface Visitor {

		/**
		 * Looks at the settings of a cache.
		 * @param prefix the name of the property they are below
		 * @param overrides what of them is its own
		 * @param settings all of them
		 */
		void visit(String prefix, CacheOverrides overrides, CacheSettings settings);

	}

}
