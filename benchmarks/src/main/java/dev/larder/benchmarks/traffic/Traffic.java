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

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a server was asked for and how many bytes that took, keys and headers included.
 * Immutable.
 *
 * @param commands how often each command was carried out
 * @param received bytes the server has received
 * @param sent bytes the server has sent
 */
public record Traffic(Map<String, Double> commands, double received, double sent) {

	/**
	 * No traffic.
	 */
	public static final Traffic NONE = new Traffic(Map.of(), 0, 0);

	public Traffic {
		commands = Collections.unmodifiableMap(new TreeMap<>(commands));
	}

	public Traffic plus(Traffic other) {
		Map<String, Double> sums = new TreeMap<>(this.commands);
		other.commands.forEach((name, count) -> sums.merge(name, count, Double::sum));
		return new Traffic(sums, this.received + other.received, this.sent + other.sent);
	}

	public Traffic minus(Traffic other) {
		return plus(other.times(-1));
	}

	public Traffic times(double factor) {
		Map<String, Double> products = new TreeMap<>();
		this.commands.forEach((name, count) -> products.put(name, count * factor));
		return new Traffic(products, this.received * factor, this.sent * factor);
	}

	/**
	 * Returns how many commands there were.
	 * @return the sum over all commands
	 */
	public double total() {
		return this.commands.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/**
	 * Returns the one in the middle.
	 * @param traffic what to choose from, at least one
	 * @param figure what they are sorted by
	 * @return the traffic whose figure is the median, the lower of two
	 */
	public static Traffic median(List<Traffic> traffic, ToDoubleFunction<Traffic> figure) {
		List<Traffic> sorted = traffic.stream().sorted(Comparator.comparingDouble(figure)).toList();
		return sorted.get((sorted.size() - 1) / 2);
	}

}
