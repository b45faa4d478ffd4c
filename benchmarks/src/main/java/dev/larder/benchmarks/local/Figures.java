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
package dev.larder.benchmarks.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Quartiles;

import org.springframework.util.Assert;

/**
 * What the measurements of all rounds have found out. Not thread-safe.
 */
final class Figures {

	private final Map<Measurement, List<Figure>> byMeasurement = new LinkedHashMap<>();

	/**
	 * Adds what a measurement has found out in the next of its rounds.
	 */
	void add(Measurement measurement, Figure figure) {
		this.byMeasurement.computeIfAbsent(measurement, (key) -> new ArrayList<>()).add(figure);
	}

	/**
	 * Returns the time of an operation, in nanoseconds.
	 */
	Quartiles nanos(Measurement measurement) {
		return Quartiles.of(allNanos(measurement));
	}

	/**
	 * Returns what an operation allocates, in bytes.
	 */
	Quartiles bytes(Measurement measurement) {
		return Quartiles.of(of(measurement).stream().map(Figure::bytes).toList());
	}

	/**
	 * Compares two measurements round by round.
	 * @param measurement what is compared
	 * @param reference with what
	 * @return how many times as fast as the reference it is
	 */
	Quartiles speed(Measurement measurement, Measurement reference) {
		return Quartiles.ofRatios(allNanos(reference), allNanos(measurement));
	}

	private List<Double> allNanos(Measurement measurement) {
		return of(measurement).stream().map(Figure::nanos).toList();
	}

	private List<Figure> of(Measurement measurement) {
		List<Figure> figures = this.byMeasurement.get(measurement);
		Assert.notNull(figures, () -> "There is no figure for " + measurement);
		return figures;
	}

}
