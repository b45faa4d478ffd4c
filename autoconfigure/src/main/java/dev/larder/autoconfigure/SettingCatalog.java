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

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The settings that a record of properties has, by their names.
 */
final class SettingCatalog {

	/**
	 * The names of settings in Spring's own caches and their libraries.
	 */
	private static final Map<String, String> NAMES_ELSEWHERE = Map.of("time-to-live", "ttl", "expiration", "ttl",
			"expire-after-write", "ttl", "entry-ttl", "ttl", "maximum-size", "max-entries", "max-size", "max-entries",
			"hosts", "servers", "nodes", "servers");

	private final Map<String, Setting> settings = new TreeMap<>();

	/**
	 * Creates a catalog.
	 * @param type the record of properties
	 */
	SettingCatalog(Class<?> type) {
		collect("", type, this.settings);
	}

	/**
	 * Returns the setting of a name, however it is written.
	 * @param path the elements of the name
	 * @return the setting, or {@code null} if it is none
	 */
	@Nullable Setting find(List<String> path) {
		Setting setting = this.settings.get(uniform(path));
		if (setting == null && path.size() > 1 && path.get(path.size() - 1).matches("\\[\\d+]")) {
			Setting list = this.settings.get(uniform(path.subList(0, path.size() - 1)));
			return (list != null && list.isList()) ? list : null;
		}
		return setting;
	}

	/**
	 * Returns the setting that may be meant by a name that is none.
	 * @param path the name
	 * @return the name of the setting
	 */
	String nearest(String path) {
		// The same last name elsewhere says more than similar letters do
		String given = path.substring(path.lastIndexOf('.') + 1);
		String last = NAMES_ELSEWHERE.getOrDefault(given, given);
		Stream<String> names = this.settings.values().stream().map(Setting::name);
		return names
			.min(Comparator
				.comparingInt(
						(String name) -> (name.equals(last) || name.endsWith("." + last)) ? 0 : distance(path, name))
				.thenComparingInt((name) -> distance(path, name)))
			.orElseThrow();
	}

	/**
	 * Returns all settings.
	 */
	Collection<Setting> all() {
		return this.settings.values();
	}

	private static String uniform(List<String> path) {
		return path.stream().map(SettingNames::lettersAndDigits).collect(Collectors.joining("."));
	}

	private static void collect(String prefix, Class<?> type, Map<String, Setting> settings) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				collect(name + ".", component.getType(), settings);
			}
			else if (component.getType() != Map.class) {
				settings.put(uniform(List.of(name.split("\\."))), new Setting(name, component.getType()));
			}
		}
	}

	/**
	 * Returns how many letters have to be added, removed, replaced, or swapped with their
	 * neighbour.
	 */
	static int distance(String one, String other) {
		int[][] distances = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				if (i == 0 || j == 0) {
					distances[i][j] = i + j;
					continue;
				}
				int replaced = distances[i - 1][j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				int least = Math.min(replaced, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
				boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1);
				distances[i][j] = swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
			}
		}
		return distances[one.length()][other.length()];
	}

	/**
	 * A setting.
	 *
	 * @param name its name below its prefix
	 * @param type its type
	 */
	record Setting(String name, Class<?> type) {

		boolean isList() {
			return Collection.class.isAssignableFrom(this.type);
		}

	}

}
