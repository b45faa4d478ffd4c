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
package dev.larder.admin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A figure as a column of a table: its number now, and in most its last hour.
 */
enum Column {

	/**
	 * The share of an application's reads that found an entry.
	 */
	HIT_RATIO("hitRatio", "hitRatio", Unit.RATIO, 1),

	/**
	 * The share of a server's reads that found an item.
	 */
	CLUSTER_HIT_RATIO("hitRatio", "clusterHitRatio", Unit.RATIO, 1),

	/**
	 * Hits and misses.
	 */
	READS("reads", "reads", Unit.RATE, 0) {

		@Override
		@Nullable Double number(Map<String, Double> figures) {
			return sum(figures.get("hitsPerSecond"), figures.get("missesPerSecond"));
		}

		@Override
		List<@Nullable Double> line(Map<String, List<@Nullable Double>> figures) {
			List<@Nullable Double> hits = figures.getOrDefault("hitsPerSecond", List.of());
			List<@Nullable Double> misses = figures.getOrDefault("missesPerSecond", List.of());
			List<@Nullable Double> reads = new ArrayList<>(hits.size());
			for (int i = 0; i < hits.size(); i++) {
				reads.add(sum(hits.get(i), (i < misses.size()) ? misses.get(i) : null));
			}
			return reads;
		}

		private @Nullable Double sum(@Nullable Double hits, @Nullable Double misses) {
			return (hits != null) ? Double.valueOf(hits + ((misses != null) ? misses : 0)) : null;
		}

	},

	/**
	 * The share of hits that needed no server.
	 */
	LOCAL("local", "local", Unit.RATIO) {

		@Override
		@Nullable Double number(Map<String, Double> figures) {
			Double hits = figures.get("hitsPerSecond");
			Double local = figures.get("localHitsPerSecond");
			return (hits != null && hits > 0 && local != null) ? Double.valueOf(local / hits) : null;
		}

	},

	/**
	 * Reads of a server, without those by which instances learn of changes.
	 */
	SERVER_READS("readsPerSecond", "serverReads", Unit.RATE, 0),

	/**
	 * Writes of a server.
	 */
	SETS("setsPerSecond", "sets", Unit.RATE),

	/**
	 * Values loaded.
	 */
	LOADS("loadsPerSecond", "loads", Unit.RATE, 1),

	/**
	 * How long a load takes.
	 */
	MEAN_LOAD("meanLoadMs", "meanLoad", Unit.DURATION),

	/**
	 * Failures of a cache itself.
	 */
	ERRORS("errorsPerSecond", "errors", Unit.RATE) {

		@Override
		boolean isBad(@Nullable Double number) {
			return number != null && number > 0;
		}

	},

	/**
	 * What was removed to make room.
	 */
	EVICTIONS("evictionsPerSecond", "evictions", Unit.RATE, 1),

	/**
	 * Entries in the memory of instances.
	 */
	ENTRIES("items", "entries", Unit.COUNT),

	/**
	 * Items of a server.
	 */
	ITEMS("items", "items", Unit.COUNT),

	/**
	 * What items take of the memory they may take.
	 */
	MEMORY("fillRatio", "memory", Unit.RATIO),

	/**
	 * Open connections.
	 */
	CONNECTIONS("connections", "connections", Unit.COUNT);

	private final String figure;

	private final String text;

	private final Unit unit;

	private final @Nullable Double ceiling;

	Column(String figure, String text, Unit unit) {
		this.figure = figure;
		this.text = text;
		this.unit = unit;
		this.ceiling = null;
	}

	Column(String figure, String text, Unit unit, double ceiling) {
		this.figure = figure;
		this.text = text;
		this.unit = unit;
		this.ceiling = ceiling;
	}

	/**
	 * Returns the message that names the column.
	 * @return the code of the message
	 */
	public String title() {
		return "figure." + this.text;
	}

	/**
	 * Returns the message that says what the figure means, and where it comes from.
	 * @return the code of the message
	 */
	public String about() {
		return "figure." + this.text + ".about";
	}

	@Nullable Double number(Map<String, Double> figures) {
		return figures.get(this.figure);
	}

	List<@Nullable Double> line(Map<String, List<@Nullable Double>> figures) {
		return figures.getOrDefault(this.figure, List.of());
	}

	boolean isBad(@Nullable Double number) {
		return false;
	}

	/**
	 * Shows the figure of something.
	 * @param row what
	 * @param display how numbers are shown
	 * @return the cell
	 */
	public Cell cell(Row row, Display display) {
		Double number = number(row.figures());
		List<@Nullable Double> line = line(row.lastHour());
		if (number == null && this.unit.isOfEvents() && !row.isSilent()) {
			number = display.latest(line);
		}
		return new Cell(this.unit.show(number, display),
				(this == MEMORY && number != null) ? display.bytes(row.figures().get("usedBytes")) : null,
				(this.ceiling != null) ? Sparkline.of(line, this.ceiling) : null, this == MEMORY, number,
				isBad(number));
	}

	/**
	 * A figure of something.
	 *
	 * @param text its number
	 * @param small another beside it, or {@code null} if there is none
	 * @param line its last hour, or {@code null} if it is not drawn
	 * @param bar whether its share of a whole is drawn
	 * @param number the number, or {@code null} if it is unknown
	 * @param bad whether somebody should look at it
	 */
	record Cell(String text, @Nullable String small, @Nullable Sparkline line, boolean bar, @Nullable Double number,
			boolean bad) {
	}

	private enum Unit {

		COUNT {

			@Override
			String show(@Nullable Double number, Display display) {
				return display.number(number);
			}

		},

		RATE {

			@Override
			String show(@Nullable Double number, Display display) {
				return display.decimal(number);
			}

		},

		RATIO {

			@Override
			String show(@Nullable Double number, Display display) {
				return display.percent(number);
			}

		},

		DURATION {

			@Override
			String show(@Nullable Double number, Display display) {
				return display.duration(number);
			}

		};

		abstract String show(@Nullable Double number, Display display);

		/**
		 * Returns whether there is no number of a time when nothing happened, and the
		 * latest that is known says more than none.
		 */
		boolean isOfEvents() {
			return this == RATIO || this == DURATION;
		}

	}

}
