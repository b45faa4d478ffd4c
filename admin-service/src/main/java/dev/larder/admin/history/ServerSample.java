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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.StatValues;
import org.jspecify.annotations.Nullable;

/**
 * What a server told of itself.
 *
 * @param takenAt when it answered
 * @param stats its statistics
 * @param details what it is asked less often
 */
public record ServerSample(Instant takenAt, Map<String, String> stats, Details details) {

	private static final Map<Figure, String> COUNTERS = new EnumMap<>(
			Map.of(Figure.GETS, "cmd_get", Figure.HITS, "get_hits", Figure.MISSES, "get_misses", Figure.SETS, "cmd_set",
					Figure.EVICTIONS, "evictions", Figure.BYTES_IN, "bytes_read", Figure.BYTES_OUT, "bytes_written"));

	private static final Map<Figure, String> LEVELS = new EnumMap<>(Map.of(Figure.CONNECTIONS, "curr_connections",
			Figure.ITEMS, "curr_items", Figure.USED_BYTES, "bytes", Figure.LIMIT_BYTES, "limit_maxbytes"));

	/**
	 * Counters that have no rate but tell that all were set back to zero.
	 */
	private static final List<String> WITNESSES = List.of("total_connections", "total_items", "cmd_touch", "cmd_flush");

	/**
	 * By how much the server's count of seconds may lag behind.
	 */
	private static final Duration UPTIME_TOLERANCE = Duration.ofSeconds(3);

	/**
	 * Returns a number of the statistics.
	 * @param name its name
	 * @return the number, or {@code null} if the server does not give it
	 */
	public @Nullable Long number(String name) {
		return StatValues.number(this.stats.get(name));
	}

	/**
	 * Returns when the server was started.
	 * @return the time, or {@code null} if the server does not tell
	 */
	public @Nullable Instant startedAt() {
		Long uptime = number("uptime");
		return (uptime != null) ? this.takenAt.minusSeconds(uptime) : null;
	}

	Point since(@Nullable ServerSample earlier, Duration interval) {
		boolean comparable = earlier != null && !wasReset(earlier);
		return reading().since((earlier != null && comparable) ? earlier.reading() : null, interval);
	}

	/**
	 * Returns whether the server was started anew, or its counters were set back, since
	 * an earlier sample.
	 */
	boolean wasReset(ServerSample earlier) {
		return wasRestarted(earlier) || WITNESSES.stream().anyMatch((name) -> hasFallen(name, earlier))
				|| reading().hasFallenSince(earlier.reading());
	}

	/**
	 * Returns whether the server was started anew since an earlier sample.
	 */
	boolean wasRestarted(ServerSample earlier) {
		Long pid = number("pid");
		Long uptime = number("uptime");
		Long uptimeBefore = earlier.number("uptime");
		if (pid != null && !pid.equals(earlier.number("pid"))) {
			return true;
		}
		if (uptime != null && uptimeBefore != null) {
			Duration grown = Duration.ofSeconds(uptime - uptimeBefore);
			Duration elapsed = Duration.between(earlier.takenAt(), this.takenAt);
			return grown.isNegative() || grown.plus(UPTIME_TOLERANCE).compareTo(elapsed) < 0;
		}
		return false;
	}

	private boolean hasFallen(String name, ServerSample earlier) {
		Long now = number(name);
		Long before = earlier.number(name);
		return now != null && before != null && now < before;
	}

	private Reading reading() {
		return new Reading(this.takenAt, numbers(COUNTERS), numbers(LEVELS));
	}

	private Map<Figure, Long> numbers(Map<Figure, String> names) {
		Map<Figure, Long> numbers = new EnumMap<>(Figure.class);
		names.forEach((figure, name) -> {
			Long number = number(name);
			if (number != null) {
				numbers.put(figure, number);
			}
		});
		return numbers;
	}

	/**
	 * What a server is asked less often.
	 *
	 * @param takenAt when it answered
	 * @param settings what it was started with
	 * @param items its items by slab class
	 * @param slabs its memory by slab class
	 */
	public record Details(Instant takenAt, Map<String, String> settings, Map<String, String> items,
			Map<String, String> slabs) {

		/**
		 * Nothing yet.
		 */
		static final Details NONE = new Details(Instant.EPOCH, Map.of(), Map.of(), Map.of());

	}

}
