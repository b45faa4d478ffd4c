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

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.MemcachedSettings;
import dev.larder.connection.Credentials;
import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.internal.memcached.NodeAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * The settings that {@link LarderProperties} ask for, checked: every setting, whatever
 * the mode, so that a mistake is not found only when the mode is changed. Everything that
 * is made of properties is made of this.
 */
final class LarderSettings {

	private static final String SERVERS = "larder.memcached.servers";

	private static final String TIME = "Write a time such as '250ms'.";

	private final LarderProperties properties;

	private final SettingNames names;

	private final @Nullable String keyPrefix;

	private final MemcachedSettings memcached;

	private final Section defaults;

	private final Map<String, Section> caches = new LinkedHashMap<>();

	private final Map<String, Section> cachesOfVariables = new LinkedHashMap<>();

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
		this.defaults = new Section("larder.defaults", properties.defaults(), CacheSettingsMapper.map("larder.defaults",
				properties.defaults(), CacheSettings.defaults().withMode(properties.mode())), List.of());
		Map<String, LarderProperties.Cache> variables = variables(names, environment);
		caches(variables).forEach((name, cache) -> this.caches.put(name, section(name, cache)));
		variables.forEach((name, cache) -> this.cachesOfVariables.put(name, section(name, cache)));
		this.keyPrefix = StringUtils.hasText(properties.keyPrefix()) ? properties.keyPrefix()
				: environment.getProperty("spring.application.name");
		this.memcached = memcached(properties.memcached(), properties.coherence());
		checkInterval(properties.local().snapshot().interval());
		sections().forEach(this::checkWeight);
	}

	private Section section(String name, LarderProperties.Cache own) {
		String property = SettingNames.cacheProperty(name, "");
		String prefix = property.substring(0, property.length() - 1);
		return new Section(prefix, own, CacheSettingsMapper.map(prefix, own, this.defaults.settings()),
				this.defaults.serializers());
	}

	/**
	 * Returns what is given for the caches whose names are written, and leaves of the
	 * variables those for other caches. Spring Boot has made caches of the variables,
	 * too, whose names nobody wrote, and has applied them to some of the others.
	 */
	private Map<String, LarderProperties.Cache> caches(Map<String, LarderProperties.Cache> variables) {
		Map<String, LarderProperties.Cache> caches = new LinkedHashMap<>(this.properties.caches());
		Set<String> written = Set.copyOf(this.names.cacheNames());
		caches.keySet()
			.removeIf((name) -> !written.contains(name)
					&& this.names.variablePrefixes().contains(SettingNames.lettersAndDigits(name)));
		written.forEach((name) -> {
			LarderProperties.Cache variable = variables.remove(SettingNames.lettersAndDigits(name));
			if (variable != null) {
				caches.merge(name, variable, (cache, own) -> own.orElse(cache));
			}
		});
		return caches;
	}

	/**
	 * Returns what variables of the system environment say of caches, by the letters and
	 * digits of the cache's name.
	 */
	static Map<String, LarderProperties.Cache> variables(SettingNames names, ConfigurableEnvironment environment) {
		Map<String, LarderProperties.Cache> caches = new LinkedHashMap<>();
		names.variables().forEach((name, values) -> {
			String prefix = "larder.caches[" + name + "]";
			Map<String, Object> properties = new LinkedHashMap<>();
			values.forEach((setting, value) -> properties.put(prefix + "." + setting, value));
			caches.put(name,
					new Binder(List.of(new MapConfigurationPropertySource(properties)),
							new PropertySourcesPlaceholdersResolver(environment))
						.bindOrCreate(prefix, Bindable.of(LarderProperties.Cache.class)));
		});
		return caches;
	}

	private static void checkCredentials(@Nullable String username, @Nullable String password) {
		boolean hasPassword = StringUtils.hasText(password);
		if (StringUtils.hasText(username) && !Credentials.isLegalUsername(username)) {
			throw new InvalidConfigurationPropertyValueException("larder.memcached.username", username,
					"memcached knows no names with spaces, colons or line ends. Write it as in the servers' file.");
		}
		if (StringUtils.hasText(username) != hasPassword) {
			String missing = hasPassword ? "username" : "password";
			throw new InvalidConfigurationPropertyValueException("larder.memcached." + missing, null,
					"User name and password go together. Set it, or remove 'larder.memcached."
							+ (hasPassword ? "password" : "username") + "'.");
		}
		if (password != null && hasPassword && !Credentials.isLegalPassword(password)) {
			throw new InvalidSecretException("larder.memcached.password",
					"memcached takes no passwords with spaces or line ends.",
					"Choose another password, in the servers' file and here.");
		}
	}

	private static MemcachedSettings memcached(LarderProperties.Memcached memcached,
			LarderProperties.Coherence coherence) {
		checkCredentials(memcached.username(), memcached.password());
		MemcachedSettings settings = servers(memcached.servers()).withWhenUnreachable(coherence.whenUnreachable());
		settings = CacheSettingsMapper.set(settings, "larder.memcached.operation-timeout", memcached.operationTimeout(),
				MemcachedSettings::withOperationTimeout, TIME);
		settings = CacheSettingsMapper.set(settings, "larder.memcached.connect-timeout", memcached.connectTimeout(),
				MemcachedSettings::withConnectTimeout, TIME);
		settings = CacheSettingsMapper.set(settings, "larder.memcached.max-item-size", memcached.maxItemSize(),
				MemcachedSettings::withMaxItemSize, "Write what the servers' option -I says.");
		settings = CacheSettingsMapper.set(settings, "larder.coherence.poll-interval", coherence.pollInterval(),
				MemcachedSettings::withPollInterval, TIME);
		LarderProperties.Memcached.Discovery discovery = memcached.discovery();
		settings = CacheSettingsMapper.set(settings, "larder.memcached.discovery.interval", discovery.interval(),
				(target, interval) -> target.withDiscovery(new DiscoverySettings(Mode.STATIC, interval)),
				"Write a time such as '30s'.");
		return CacheSettingsMapper.set(settings, "larder.memcached.discovery.mode", discovery.mode(),
				(target, mode) -> target.withDiscovery(new DiscoverySettings(mode, discovery.interval())),
				"Write 'larder.memcached.servers' without weights.");
	}

	/**
	 * Returns settings for servers as they are written in properties.
	 * @throws InvalidConfigurationPropertyValueException if one is malformed, one comes
	 * twice, or there is none
	 */
	static MemcachedSettings servers(List<String> servers) {
		for (String server : servers) {
			try {
				NodeAddress.parse(server);
			}
			catch (IllegalArgumentException ex) {
				throw CacheSettingsMapper.refused(SERVERS, server, ex, "");
			}
		}
		try {
			return MemcachedSettings.servers(servers.toArray(String[]::new));
		}
		catch (IllegalArgumentException ex) {
			throw CacheSettingsMapper.refused(SERVERS, servers, ex, "");
		}
	}

	private static void checkInterval(Duration interval) {
		if (interval.toMillis() < 1) {
			throw new InvalidConfigurationPropertyValueException("larder.local.snapshot.interval", interval,
					"It must be a millisecond or more. Write a time such as '5m'.");
		}
	}

	/**
	 * Checks that what is to be weighed can be. A setting that is merely the default of
	 * all caches counts, too: memory would not be bounded as it says.
	 */
	private void checkWeight(Section section) {
		CacheSettings cache = section.settings();
		if (cache.maxWeight().toBytes() == 0 || !cache.mode().isLocal()) {
			return;
		}
		String property = section.prefix() + ".max-weight";
		if (!cache.copyOnRead()) {
			throw new InvalidConfigurationPropertyValueException(property, cache.maxWeight(),
					"Objects do not tell how much memory they take; only what is kept as bytes can be weighed. Write"
							+ " 'copy-on-read: true' beside it, or use 'max-entries'.");
		}
		if (section.own().maxWeight() != null && section.own().maxEntries() != null) {
			throw new InvalidConfigurationPropertyValueException(property, cache.maxWeight(),
					"A cache is bounded by entries or by bytes. Write either 'max-entries' or 'max-weight'.");
		}
		if (cache.mode() == CacheMode.LOCAL && snapshotDirectory() != null) {
			throw new InvalidConfigurationPropertyValueException(property, cache.maxWeight(),
					"What 'larder.local.snapshot.directory' restores is not kept as bytes. Write 'max-entries', or remove"
							+ " one of the two properties.");
		}
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
	Section defaults() {
		return this.defaults;
	}

	/**
	 * Returns the settings of caches that have their own, by the name of the cache.
	 */
	Map<String, Section> caches() {
		return this.caches;
	}

	/**
	 * Returns the settings of a cache that has its own in variables of the system
	 * environment alone, which do not say its exact name.
	 * @param name the name of the cache
	 * @return its settings, or {@code null}
	 */
	@Nullable Section ofVariables(String name) {
		return this.cachesOfVariables.get(SettingNames.lettersAndDigits(name));
	}

	/**
	 * Returns the settings of all caches.
	 */
	List<Section> sections() {
		List<Section> sections = new ArrayList<>();
		sections.add(this.defaults);
		sections.addAll(this.caches.values());
		sections.addAll(this.cachesOfVariables.values());
		return sections;
	}

	/**
	 * Returns whether any cache may live in memcached.
	 */
	boolean anyInMemcached() {
		return sections().stream().anyMatch((section) -> section.settings().mode().isMemcached());
	}

	/**
	 * Returns whether any cache may live in the memory of this process alone.
	 */
	boolean anyLocal() {
		return sections().stream().anyMatch((section) -> section.settings().mode() == CacheMode.LOCAL);
	}

	/**
	 * Returns the memcached servers that properties name.
	 */
	List<NodeAddress> servers() {
		return this.memcached.servers().stream().map(NodeAddress::parse).toList();
	}

	/**
	 * Returns how memcached servers are spoken to.
	 * @return the settings, with a key prefix and the servers that properties name
	 * @throws InvalidConfigurationPropertyValueException if there is no key prefix
	 */
	MemcachedSettings memcached() {
		if (!StringUtils.hasText(this.keyPrefix)) {
			throw new InvalidConfigurationPropertyValueException("larder.key-prefix", this.properties.keyPrefix(),
					"Caches in memcached need it, so that two applications do not share keys by accident. "
							+ "Set it, or 'spring.application.name'.");
		}
		return this.memcached.withKeyPrefix(this.keyPrefix);
	}

	/**
	 * Returns the directory for snapshots.
	 * @return the directory, or {@code null} if there are none
	 */
	@Nullable File snapshotDirectory() {
		File directory = this.properties.local().snapshot().directory();
		return (directory != null && !directory.getPath().isEmpty()) ? directory : null;
	}

	/**
	 * The settings of a cache, or of all that have none of their own.
	 *
	 * @param prefix the name of the property they are below
	 * @param own those of them that are its own
	 * @param settings all of them but the serializers
	 * @param inherited the names of the serializers unless it has its own
	 */
	record Section(String prefix, LarderProperties.Cache own, CacheSettings settings, List<String> inherited) {

		/**
		 * Returns the names of the serializers.
		 * @return the names in order of preference, or none for the default ones
		 */
		List<String> serializers() {
			return (this.own.serializer() != null) ? this.own.serializer() : this.inherited;
		}

	}

}
