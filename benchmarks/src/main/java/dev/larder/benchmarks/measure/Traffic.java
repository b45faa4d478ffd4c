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

package dev.larder.benchmarks.measure;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * What a server has been asked for, by its own counters.
 *
 * @param commands how many of each command
 * @param received bytes it has received
 * @param sent bytes it has sent
 */
public record Traffic(Map<String, Double> commands, double received, double sent) {

	public static final Traffic NONE = new Traffic(Map.of(), 0, 0);

	private static final Map<String, List<String>> MEMCACHED = Map.of("get", List.of("cmd_get"), "set",
			List.of("cmd_set"), "touch", List.of("cmd_touch"), "flush_all", List.of("cmd_flush"), "delete",
			List.of("delete_hits", "delete_misses"), "incr", List.of("incr_hits", "incr_misses"), "decr",
			List.of("decr_hits", "decr_misses"));

	private static final Pattern REDIS = Pattern.compile("^cmdstat_(\\S+):calls=(\\d+)", Pattern.MULTILINE);

	public Traffic {
		commands = Collections.unmodifiableMap(new TreeMap<>(commands));
	}

	/**
	 * Reads what memcached answers to {@code stats}.
	 * @param stats the statistics by name
	 * @return the traffic since its start
	 */
	public static Traffic ofMemcached(Map<String, String> stats) {
		ToDoubleFunction<String> value = (name) -> Double.parseDouble(stats.getOrDefault(name, "0"));
		Map<String, Double> commands = new TreeMap<>();
		MEMCACHED.forEach((command, names) -> commands.put(command, names.stream().mapToDouble(value).sum()));
		return new Traffic(commands, value.applyAsDouble("bytes_read"), value.applyAsDouble("bytes_written"));
	}

	/**
	 * Reads what Redis answers to {@code INFO all}, whose own cost in commands is left
	 * out.
	 * @param info the answer
	 * @return the traffic since its start
	 */
	public static Traffic ofRedis(String info) {
		Map<String, Double> commands = new TreeMap<>();
		REDIS.matcher(info)
			.results()
			.filter((match) -> !match.group(1).equals("info"))
			.forEach((match) -> commands.put(match.group(1), Double.parseDouble(match.group(2))));
		return new Traffic(commands, value(info, "total_net_input_bytes"), value(info, "total_net_output_bytes"));
	}

	private static double value(String info, String name) {
		Matcher matcher = Pattern.compile("^" + name + ":(\\d+)", Pattern.MULTILINE).matcher(info);
		Assert.state(matcher.find(), () -> "Redis does not say its " + name);
		return Double.parseDouble(matcher.group(1));
	}

	public double count(String command) {
		return this.commands.getOrDefault(command, 0.0);
	}

	public double total() {
		return this.commands.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	public double bytes() {
		return this.received + this.sent;
	}

	public Traffic minus(Traffic other) {
		Map<String, Double> differences = new TreeMap<>(this.commands);
		other.commands.forEach((name, count) -> differences.merge(name, -count, Double::sum));
		return new Traffic(differences, this.received - other.received, this.sent - other.sent);
	}

	public Traffic times(double factor) {
		Map<String, Double> products = new TreeMap<>();
		this.commands.forEach((name, count) -> products.put(name, count * factor));
		return new Traffic(products, this.received * factor, this.sent * factor);
	}

	/**
	 * Returns the traffic in the middle, the lower of two.
	 * @param traffic the traffic
	 * @param figure what it is sorted by
	 * @return one of them
	 */
	public static Traffic median(List<Traffic> traffic, ToDoubleFunction<Traffic> figure) {
		List<Traffic> sorted = traffic.stream().sorted(Comparator.comparingDouble(figure)).toList();
		return sorted.get((sorted.size() - 1) / 2);
	}

}
