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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.larder.autoconfigure.SettingCatalog.Setting;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names under "larder" as they are written in an application's property sources, each
 * found to be that of a setting. What is no setting, or would bind to a cache of another
 * name than the one that is written, is an error.
 * <p>
 * Variables of the system environment can hold neither capitals nor dots, so one applies
 * to the cache whose name has the same letters and digits. What such a variable is not
 * known to mean is left alone: others use names of that kind, too.
 */
final class SettingNames {

	private static final String PREFIX = "larder";

	private static final String CACHES = "caches";

	private static final Set<String> MAY_BE_EMPTY = Set.of("larder.serialization.allowed-types",
			"larder.local.snapshot.directory");

	private final SettingCatalog settings = new SettingCatalog(LarderProperties.class);

	private final SettingCatalog cacheSettings = new SettingCatalog(LarderProperties.Cache.class);

	private final SettingVariables settingVariables;

	private final Predicate<String> foreign;

	private final Map<String, Given> given = new LinkedHashMap<>();

	private final Map<String, String> cacheNames = new LinkedHashMap<>();

	private final Map<String, Map<String, Object>> variables = new LinkedHashMap<>();

	private final Set<String> variablePrefixes = new LinkedHashSet<>();

	private final Set<String> problems = new LinkedHashSet<>();

	private SettingNames(Predicate<String> foreign) {
		this.foreign = foreign;
		this.settingVariables = new SettingVariables(this.settings, this.cacheSettings, foreign);
	}

	/**
	 * Reads all names.
	 * @param environment where they are
	 * @param foreign whether a name, which is no setting, is somebody else's
	 * @return the names
	 */
	static SettingNames of(ConfigurableEnvironment environment, Predicate<String> foreign) {
		SettingNames names = new SettingNames(foreign);
		environment.getPropertySources().forEach((source) -> {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				names.read(enumerable, environment);
			}
		});
		return names;
	}

	/**
	 * Checks the names, and that nothing is empty.
	 * @throws UnknownSettingException if a name is no setting
	 * @throws InvalidConfigurationPropertyValueException if a value is empty
	 */
	void check() {
		if (!this.problems.isEmpty()) {
			throw new UnknownSettingException(this.problems);
		}
		this.given.forEach((name, given) -> {
			if (given.value().isBlank() && !MAY_BE_EMPTY.contains(name)) {
				throw new InvalidConfigurationPropertyValueException(given.property(), given.value(),
						"It is empty. Write a value, or remove the property.");
			}
		});
	}

	/**
	 * Returns the values that are set, by the name of the setting.
	 */
	Map<String, Given> given() {
		return this.given;
	}

	/**
	 * Returns the names of caches that are written as they are, not as a variable.
	 */
	Collection<String> cacheNames() {
		return this.cacheNames.values();
	}

	/**
	 * Returns what variables say of caches, and no property says that comes before them:
	 * the settings' values by their names, by the letters and digits of the cache's name.
	 */
	Map<String, Map<String, Object>> variables() {
		return this.variables;
	}

	/**
	 * Returns the names of the caches that Spring Boot takes the variables for.
	 */
	Set<String> variablePrefixes() {
		return this.variablePrefixes;
	}

	/**
	 * Returns the letters and digits of a name, all that a variable can hold of it.
	 * @param name the name of a cache
	 * @return the name in small letters, without all else
	 */
	static String lettersAndDigits(String name) {
		return name.codePoints()
			.filter(Character::isLetterOrDigit)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns how a setting of a cache is written.
	 * @param cache the name of the cache
	 * @param setting the name of the setting below it
	 * @return the name of the property
	 */
	static String cacheProperty(String cache, String setting) {
		return PREFIX + "." + CACHES + (isPlain(cache) ? "." + cache : "[" + cache + "]") + "." + setting;
	}

	private void read(EnumerablePropertySource<?> source, ConfigurableEnvironment environment) {
		boolean variables = source instanceof SystemEnvironmentPropertySource;
		for (String name : source.getPropertyNames()) {
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				Object value = source.getProperty(name);
				String text = environment.resolvePlaceholders(String.valueOf(value));
				if (variables && name.indexOf('.') < 0) {
					readVariable(name, text);
				}
				else {
					readProperty(name, text);
				}
			}
		}
	}

	private void readProperty(String property, String value) {
		List<String> elements = elements(property);
		if (elements.size() < 2 || !lettersAndDigits(elements.get(0)).equals(PREFIX)) {
			return;
		}
		List<String> path = elements.subList(1, elements.size());
		if (path.size() > 1 && lettersAndDigits(path.get(0)).equals(CACHES)) {
			readCacheProperty(property, path.subList(1, path.size()), value);
			return;
		}
		Setting setting = this.settings.find(path);
		if (setting != null) {
			give(PREFIX + "." + setting.name(), property, setting, value);
		}
		else if (!this.foreign.test(property)) {
			unknown(property, "Did you mean '" + PREFIX + "." + this.settings.nearest(String.join(".", path)) + "'?");
		}
	}

	private void readCacheProperty(String property, List<String> path, String value) {
		String name = path.get(0);
		boolean bracketed = name.startsWith("[");
		String cache = bracketed ? name.substring(1, name.length() - 1) : name;
		Setting setting = this.cacheSettings.find(path.subList(1, path.size()));
		if (setting == null) {
			unknownCacheProperty(property, path, cache);
			return;
		}
		String known = this.cacheNames.putIfAbsent(bracketed ? name : lettersAndDigits(name), cache);
		if (!bracketed && !isPlain(name)) {
			this.problems.add(writeBrackets(property, cache, setting.name()));
		}
		else if (known != null && !known.equals(cache)) {
			this.problems.add("'" + property + "' cannot be told from the settings of cache '" + known
					+ "'. Write the names of both in brackets: '" + PREFIX + "." + CACHES + "[" + cache + "]."
					+ setting.name() + "'.");
		}
		give(cacheProperty(cache, setting.name()), property, setting, value);
	}

	private void unknownCacheProperty(String property, List<String> path, String cache) {
		for (int i = 2; i < path.size(); i++) {
			Setting setting = this.cacheSettings.find(path.subList(i, path.size()));
			if (setting != null) {
				String name = path.subList(0, i)
					.stream()
					.map((element) -> element.startsWith("[") ? element.substring(1, element.length() - 1) : element)
					.collect(Collectors.joining("."));
				this.problems.add(writeBrackets(property, name, setting.name()));
				return;
			}
		}
		unknown(property, "Did you mean '"
				+ cacheProperty(cache, this.cacheSettings.nearest(String.join(".", path.subList(1, path.size()))))
				+ "'?");
	}

	private static String writeBrackets(String property, String cache, String setting) {
		return "'" + property + "' is not read as a setting of cache '" + cache + "'. Write '" + PREFIX + "." + CACHES
				+ "[" + cache + "]." + setting + "'; in YAML, where the name stands alone: '\"[" + cache + "]\":'.";
	}

	private void readVariable(String property, String value) {
		SettingVariables.Variable variable = this.settingVariables.find(property);
		if (variable == null) {
			String remedy = this.settingVariables.remedy(property);
			if (remedy != null) {
				unknown(property, remedy);
			}
		}
		else if (variable.cache() == null) {
			give(PREFIX + "." + variable.setting().name(), property, variable.setting(), value);
		}
		else {
			readCacheVariable(property, variable.cache(), variable, value);
		}
	}

	private void readCacheVariable(String property, String cache, SettingVariables.Variable variable, String value) {
		Setting setting = variable.setting();
		this.variablePrefixes.add(variable.bootCache());
		boolean outranked = this.cacheNames.values()
			.stream()
			.filter((known) -> lettersAndDigits(known).equals(cache))
			.anyMatch((known) -> this.given.containsKey(cacheProperty(known, setting.name())));
		if (!outranked) {
			this.variables.computeIfAbsent(cache, (key) -> new LinkedHashMap<>())
				.putIfAbsent(setting.name() + variable.index(), value);
			give(cacheProperty(cache, setting.name()), property, setting, value);
		}
	}

	private void give(String name, String property, Setting setting, String value) {
		this.given.putIfAbsent(name, new Given(property, setting.type(), value));
	}

	private void unknown(String property, String remedy) {
		this.problems.add("'" + property + "' is no setting of Larder. " + remedy);
	}

	private static boolean isPlain(String cache) {
		return cache.chars().allMatch((c) -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
	}

	private static List<String> elements(String property) {
		List<String> elements = new ArrayList<>();
		StringBuilder element = new StringBuilder();
		boolean bracketed = false;
		for (int i = 0; i < property.length(); i++) {
			char c = property.charAt(i);
			if (!bracketed && (c == '.' || c == '[')) {
				if (!element.isEmpty()) {
					elements.add(element.toString());
				}
				element.setLength(0);
			}
			if (bracketed || c != '.') {
				element.append(c);
			}
			bracketed = (c == '[') || (bracketed && c != ']');
		}
		if (!element.isEmpty()) {
			elements.add(element.toString());
		}
		return elements;
	}

	/**
	 * A setting that is given.
	 *
	 * @param property the name as it is written
	 * @param type the type of the setting
	 * @param value the value as it is written
	 */
	record Given(String property, Class<?> type, String value) {
	}

	/**
	 * Names that are no settings.
	 */
	@SuppressWarnings("serial")
	static final class UnknownSettingException extends RuntimeException {

		UnknownSettingException(Collection<String> problems) {
			super(String.join(System.lineSeparator(), problems));
		}

	}

}
