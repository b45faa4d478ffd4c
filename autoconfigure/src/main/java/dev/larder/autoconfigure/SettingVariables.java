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

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.autoconfigure.SettingCatalog.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The settings as variables of the system environment name them: in capitals, with
 * underscores for dots. Such a name does not say where the name of a cache ends, which is
 * found by the setting that it ends with. Others use names of that kind, too, so what is
 * not known to be meant for a setting is left alone.
 */
final class SettingVariables {

	private static final String PREFIX = "LARDER_";

	private static final String CACHES = "CACHES_";

	/**
	 * Variables that Kubernetes makes of the names of services.
	 */
	private static final Pattern SERVICE_LINK = Pattern
		.compile("(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private final SettingCatalog settings;

	private final SettingCatalog cacheSettings;

	private final Predicate<String> foreign;

	/**
	 * Creates the names.
	 * @param settings the settings
	 * @param cacheSettings the settings of a cache
	 * @param foreign whether a name in small letters with dots, which is no setting, is
	 * somebody else's
	 */
	SettingVariables(SettingCatalog settings, SettingCatalog cacheSettings, Predicate<String> foreign) {
		this.settings = settings;
		this.cacheSettings = cacheSettings;
		this.foreign = foreign;
	}

	/**
	 * Returns the setting of a variable.
	 * @param variable the name of the variable
	 * @return the setting, or {@code null} if there is none
	 */
	@Nullable Variable find(String variable) {
		String name = variable.toUpperCase(Locale.ROOT);
		if (!name.startsWith(PREFIX)) {
			return null;
		}
		String rest = name.substring(PREFIX.length());
		Setting setting = this.settings.all().stream().filter((it) -> isNameOf(it, rest)).findFirst().orElse(null);
		if (setting != null) {
			return new Variable(setting, null, "", "");
		}
		return rest.startsWith(CACHES) ? findOfCache(rest.substring(CACHES.length())) : null;
	}

	private @Nullable Variable findOfCache(String rest) {
		Setting setting = this.cacheSettings.all()
			.stream()
			.filter((it) -> endOfCache(it, rest) > 0)
			.min(Comparator.comparingInt((it) -> endOfCache(it, rest)))
			.orElse(null);
		return (setting != null)
				? new Variable(setting, SettingNames.lettersAndDigits(rest.substring(0, endOfCache(setting, rest))),
						SettingNames.lettersAndDigits(rest.substring(0, rest.indexOf('_'))), index(rest))
				: null;
	}

	/**
	 * Returns what to write instead of a variable that sets nothing: one of a group of
	 * settings is meant for them, and any other if it differs by a slip.
	 * @param variable the name of the variable
	 * @return the name to write, or {@code null} if no setting can be meant
	 */
	@Nullable String remedy(String variable) {
		String name = variable.toUpperCase(Locale.ROOT);
		String rest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
		if (rest.isEmpty() || SERVICE_LINK.matcher(rest).matches()) {
			return null;
		}
		if (rest.startsWith(CACHES)) {
			return "It has to end with the name of a setting, such as '_TTL'.";
		}
		if (this.foreign.test(name.replace('_', '.').toLowerCase(Locale.ROOT))) {
			return null;
		}
		boolean ours = this.settings.all().stream().anyMatch((it) -> isInGroupOf(it, rest));
		return this.settings.all()
			.stream()
			.map((it) -> variable(it, ""))
			.min(Comparator.comparingInt((it) -> SettingCatalog.distance(rest, it)))
			.filter((it) -> ours || SettingCatalog.distance(rest, it) == 1)
			.map((it) -> "Did you mean '" + PREFIX + it + "'?")
			.orElse(null);
	}

	// A dash is left out, or an underscore as in older versions
	private static String variable(Setting setting, String dash) {
		return setting.name().replace("-", dash).replace('.', '_').toUpperCase(Locale.ROOT);
	}

	private static boolean isNameOf(Setting setting, String rest) {
		String plain = withoutIndex(setting, rest);
		return plain.equals(variable(setting, "")) || plain.equals(variable(setting, "_"));
	}

	private static boolean isInGroupOf(Setting setting, String rest) {
		int end = setting.name().indexOf('.');
		return end > 0 && rest.startsWith(variable(setting, "").substring(0, end + 1));
	}

	/**
	 * Returns where the name of the cache ends before a setting's, or -1.
	 */
	private static int endOfCache(Setting setting, String rest) {
		String plain = withoutIndex(setting, rest);
		return Stream.of(variable(setting, ""), variable(setting, "_"))
			.filter((variable) -> plain.endsWith("_" + variable))
			.mapToInt((variable) -> plain.length() - variable.length() - 1)
			.findFirst()
			.orElse(-1);
	}

	private static String withoutIndex(Setting setting, String rest) {
		return setting.isList() ? rest.replaceFirst("_\\d+$", "") : rest;
	}

	private static String index(String rest) {
		String last = rest.substring(rest.lastIndexOf('_') + 1);
		return last.chars().allMatch(Character::isDigit) ? "[" + last + "]" : "";
	}

	/**
	 * The setting that a variable sets.
	 *
	 * @param setting the setting
	 * @param cache the letters and digits of the name of the cache, or {@code null} if it
	 * is not a setting of a cache
	 * @param bootCache the name of the cache that Spring Boot takes the variable for, or
	 * an empty text
	 * @param index the index below the setting, in brackets, if it is of a list
	 */
	record Variable(Setting setting, @Nullable String cache, String bootCache, String index) {

	}

}
