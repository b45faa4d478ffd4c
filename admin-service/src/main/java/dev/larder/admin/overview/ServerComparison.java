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

package dev.larder.admin.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.larder.admin.cluster.StatValues;
import org.jspecify.annotations.Nullable;

/**
 * Compares the servers of a cluster.
 *
 * @param servers what each server told, by its id
 */
record ServerComparison(Map<String, Told> servers) {

	/**
	 * What is each server's own, or changes by itself.
	 */
	private static final Set<String> OWN = Set.of("tcpport", "udpport", "inter", "domain_socket", "oldest");

	private static final long PRECISION_MS = 1000;

	List<Differences.Setting> settings() {
		List<Differences.Setting> differing = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		this.servers.values().forEach((told) -> names.addAll(told.settings().keySet()));
		names.removeAll(OWN);
		addIfDifferent(differing, "version", (told) -> told.stats().get("version"));
		names.forEach((name) -> addIfDifferent(differing, name, (told) -> told.settings().get(name)));
		return differing;
	}

	private void addIfDifferent(List<Differences.Setting> differing, String name,
			Function<Told, @Nullable String> value) {
		Map<String, String> values = new LinkedHashMap<>();
		// A server without settings is not known to differ
		long telling = this.servers.values()
			.stream()
			.filter((told) -> name.equals("version") || !told.settings().isEmpty())
			.count();
		this.servers.forEach((id, told) -> {
			String found = value.apply(told);
			if (found != null) {
				values.put(id, found);
			}
		});
		if (new HashSet<>(values.values()).size() > 1 || (!values.isEmpty() && values.size() < telling)) {
			differing.add(new Differences.Setting(name, values));
		}
	}

	List<Differences.Skew> skews(Map<String, Double> load, Map<String, Double> ring) {
		List<Differences.Skew> skews = new ArrayList<>();
		skews.add(skew("items", numbers("curr_items")));
		skews.add(skew("usedBytes", numbers("bytes")));
		skews.add(skew("connections", numbers("curr_connections")));
		if (!load.isEmpty()) {
			skews.add(skew("readsPerSecond", load));
		}
		if (!ring.isEmpty()) {
			skews.add(skew("ringShare", ring));
		}
		return skews;
	}

	private Map<String, Double> numbers(String name) {
		Map<String, Double> numbers = new LinkedHashMap<>();
		this.servers.forEach((id, told) -> {
			Long number = told.number(name);
			if (number != null) {
				numbers.put(id, number.doubleValue());
			}
		});
		return numbers;
	}

	private static Differences.Skew skew(String name, Map<String, Double> values) {
		double mean = values.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
		double max = values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
		return new Differences.Skew(name, values, mean, (mean > 0) ? Double.valueOf(max / mean) : null);
	}

	Differences.@Nullable Clocks clocks() {
		Map<String, Long> offsets = new LinkedHashMap<>();
		this.servers.forEach((id, told) -> {
			Long time = told.number("time");
			if (time != null) {
				offsets.put(id, ServerRules.clockOffset(time, told.at()).toMillis());
			}
		});
		if (offsets.size() < 2) {
			return null;
		}
		long max = offsets.values().stream().mapToLong(Long::longValue).max().orElseThrow();
		long min = offsets.values().stream().mapToLong(Long::longValue).min().orElseThrow();
		return new Differences.Clocks(offsets, max - min, PRECISION_MS);
	}

	/**
	 * What a server told.
	 *
	 * @param at when
	 * @param stats its statistics
	 * @param settings its settings, none if it does not tell them
	 */
	record Told(Instant at, Map<String, String> stats, Map<String, String> settings) {

		@Nullable Long number(String name) {
			return StatValues.number(this.stats.get(name));
		}

		Differences.ServerFacts facts() {
			return new Differences.ServerFacts(this.stats.get("version"), number("curr_items"), number("bytes"),
					number("curr_connections"));
		}

	}

}
