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
package dev.larder.benchmarks.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.Table;

/**
 * Tables of the starts of one application.
 *
 * @param starts the starts
 */
record StartsTable(Starts starts) {

	/**
	 * Returns how long starts took.
	 * @param withCall whether a cached call was made
	 */
	Table times(boolean withCall) {
		List<String> header = new ArrayList<>(List.of("cache", "start, ms", "difference, ms", "ratio of times",
				"processor time, ms", "difference, ms"));
		if (withCall) {
			header.addAll(List.of("start and first call, ms", "difference, ms"));
		}
		return new Table(header, this.starts.variants().stream().map((variant) -> times(variant, withCall)).toList());
	}

	private List<String> times(Variant variant, boolean withCall) {
		List<String> cells = new ArrayList<>();
		boolean reference = variant.equals(this.starts.reference());
		cells.add(variant.label());
		cells.add(median(variant, Start::started));
		cells.add(reference ? "0" : asDifference(this.starts.difference(variant, Start::started)));
		cells.add(reference ? "1" : this.starts.ratio(variant, Start::started).asFactor());
		cells.add(median(variant, Start::cpu));
		cells.add(reference ? "0" : asDifference(this.starts.difference(variant, Start::cpu)));
		if (withCall) {
			cells.add(median(variant, Start::answered));
			cells.add(reference ? "0" : asDifference(this.starts.difference(variant, Start::answered)));
		}
		return cells;
	}

	/**
	 * Returns what running applications needed.
	 */
	Table needs() {
		return new Table(List.of("cache", "heap after a collection, MiB", "difference, MiB", "resident, MiB", "classes",
				"threads"), this.starts.variants().stream().map(this::needs).toList());
	}

	private List<String> needs(Variant variant) {
		Quartiles heap = this.starts.quartiles(variant, (start) -> start.footprint().heap());
		Quartiles difference = this.starts.difference(variant, (start) -> start.footprint().heap());
		return List.of(variant.label(), format("%.1f", heap.median()),
				variant.equals(this.starts.reference()) ? "0" : format("%+.1f", difference.median()),
				median(variant, (start) -> start.footprint().resident()),
				median(variant, (start) -> start.footprint().classes()),
				median(variant, (start) -> start.footprint().threads()));
	}

	private String median(Variant variant, ToDoubleFunction<Start> figure) {
		double median = this.starts.quartiles(variant, figure).median();
		return Double.isNaN(median) ? "not known" : format("%.0f", median);
	}

	/**
	 * Returns a difference as text, such as {@code +85 [60, 110]}.
	 */
	static String asDifference(Quartiles difference) {
		if (Double.isNaN(difference.median())) {
			return "not known";
		}
		return String.format(Locale.ROOT, "%+.0f [%.0f, %.0f]", difference.median(), difference.lower(),
				difference.upper());
	}

	private static String format(String format, double number) {
		return String.format(Locale.ROOT, format, number);
	}

}
