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
package dev.larder.benchmarks.traffic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the traffic from what memcached answers to {@code stats}. It counts keys rather
 * than commands where several values are read at once, and counts whatever stores, such
 * as {@code add} and {@code cas}, as {@code set}.
 */
final class MemcachedStats {

	private static final Map<String, List<String>> COUNTERS = Map.of("get", List.of("cmd_get"), "set",
			List.of("cmd_set"), "touch", List.of("cmd_touch"), "flush_all", List.of("cmd_flush"), "delete",
			List.of("delete_hits", "delete_misses"), "incr", List.of("incr_hits", "incr_misses"), "decr",
			List.of("decr_hits", "decr_misses"));

	private MemcachedStats() {
	}

	static Traffic traffic(Map<String, String> stats) {
		Map<String, Double> commands = new TreeMap<>();
		COUNTERS.forEach((command, names) -> commands.put(command,
				names.stream().mapToDouble((name) -> value(stats, name)).sum()));
		return new Traffic(commands, value(stats, "bytes_read"), value(stats, "bytes_written"));
	}

	private static double value(Map<String, String> stats, String name) {
		return Double.parseDouble(stats.getOrDefault(name, "0"));
	}

}
