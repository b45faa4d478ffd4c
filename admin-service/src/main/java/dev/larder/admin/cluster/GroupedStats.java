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
package dev.larder.admin.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statistics of a server about several things of a kind, such as slab classes or
 * connections.
 *
 * @param server the server's id
 * @param sampledAt when the server was asked
 * @param groups what is known about each thing
 * @param values what is known about all of them together, by the names the server gives
 */
public record GroupedStats(String server, Instant sampledAt, List<StatsGroupView> groups, Map<String, Object> values) {

	/**
	 * Sorts statistics whose names start with a number and a colon.
	 * @param server the server's id
	 * @param prefix what comes before the number, such as {@code items:}
	 * @param stats the statistics
	 * @return the sorted statistics
	 */
	public static GroupedStats of(String server, String prefix, Map<String, String> stats) {
		Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
		Map<String, Object> values = new LinkedHashMap<>();
		stats.forEach((name, value) -> {
			String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
			int colon = rest.indexOf(':');
			if (colon > 0 && rest.substring(0, colon).chars().allMatch(Character::isDigit)) {
				groups.computeIfAbsent(rest.substring(0, colon), (id) -> new LinkedHashMap<>())
					.put(rest.substring(colon + 1), StatValues.typed(value));
			}
			else {
				values.put(name, StatValues.typed(value));
			}
		});
		List<StatsGroupView> views = new ArrayList<>();
		groups.forEach((id, group) -> views.add(new StatsGroupView(id, group)));
		return new GroupedStats(server, Instant.now(), List.copyOf(views), values);
	}

}
