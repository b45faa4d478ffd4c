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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;

import org.springframework.util.Assert;

/**
 * The starts of all variants of an application, and how the report shows them.
 */
final class Starts {

	private final Map<Variant, List<Start>> byVariant = new LinkedHashMap<>();

	private final Variant reference;

	/**
	 * Creates an empty collection.
	 * @param variants the variants, that with which the others are compared first
	 */
	Starts(List<Variant> variants) {
		this.reference = variants.get(0);
		variants.forEach((variant) -> this.byVariant.put(variant, new ArrayList<>()));
	}

	List<Variant> variants() {
		return List.copyOf(this.byVariant.keySet());
	}

	void add(Variant variant, Start start) {
		of(variant).add(start);
	}

	private List<Start> of(Variant variant) {
		List<Start> starts = this.byVariant.get(variant);
		Assert.notNull(starts, () -> variant.label() + " does not take part");
		return starts;
	}

	private List<Double> figures(Variant variant, ToDoubleFunction<Start> figure) {
		return of(variant).stream().map(figure::applyAsDouble).toList();
	}

	Quartiles difference(Variant variant, ToDoubleFunction<Start> figure) {
		return Quartiles.ofDifferences(figures(variant, figure), figures(this.reference, figure));
	}

	Quartiles ratio(Variant variant, Variant other, ToDoubleFunction<Start> figure) {
		return Quartiles.ofRatios(figures(variant, figure), figures(other, figure));
	}

	Block.Table times(boolean withRequest) {
		List<String> header = new ArrayList<>(List.of("cache", "start, ms", "difference, ms", "ratio of times",
				"processor time, ms", "difference, ms"));
		if (withRequest) {
			header.addAll(List.of("start and first request, ms", "difference, ms"));
		}
		return new Block.Table(header, variants().stream().map((variant) -> {
			List<String> cells = new ArrayList<>(
					List.of(variant.label(), median(variant, Start::started), differenceCell(variant, Start::started),
							variant.equals(this.reference) ? "1"
									: ratio(variant, this.reference, Start::started).asFactor(),
							median(variant, Start::cpu), differenceCell(variant, Start::cpu)));
			if (withRequest) {
				cells.add(median(variant, Start::answered));
				cells.add(differenceCell(variant, Start::answered));
			}
			return cells;
		}).toList());
	}

	private String differenceCell(Variant variant, ToDoubleFunction<Start> figure) {
		return variant.equals(this.reference) ? "0" : difference(variant, figure).asDifference();
	}

	private String median(Variant variant, ToDoubleFunction<Start> figure) {
		return Numbers.whole(Quartiles.of(figures(variant, figure)).median());
	}

	Block.Table needs() {
		ToDoubleFunction<Start> heap = (start) -> start.footprint().heap();
		return new Block.Table(
				List.of("cache", "heap after a collection, MiB", "difference, MiB", "resident, MiB", "classes",
						"threads"),
				variants().stream()
					.map((variant) -> List.of(variant.label(),
							Numbers.of("%.1f", Quartiles.of(figures(variant, heap)).median()),
							variant.equals(this.reference) ? "0"
									: Numbers.of("%+.1f", difference(variant, heap).median()),
							median(variant, (start) -> start.footprint().resident()),
							median(variant, (start) -> start.footprint().classes()),
							median(variant, (start) -> start.footprint().threads())))
					.toList());
	}

	/**
	 * Compares variants with others of their kind.
	 * @param pairs the variants, and what each is compared with
	 * @return rows of ratios, below 1 is less
	 */
	List<List<String>> pairs(Map<Variant, Variant> pairs) {
		return pairs.entrySet().stream().<List<String>>map((pair) -> {
			List<String> cells = new ArrayList<>(List.of(pair.getKey().label(), pair.getValue().label()));
			List.<ToDoubleFunction<Start>>of(Start::started, Start::answered, Start::cpu,
					(start) -> start.footprint().heap(), (start) -> start.footprint().resident())
				.forEach((figure) -> cells.add(ratio(pair.getKey(), pair.getValue(), figure).asFactor()));
			return cells;
		}).toList();
	}

	Block.BarChart chart() {
		List<Variant> all = variants();
		return new Block.BarChart("startup-small", "Starting a small application",
				"time as a multiple of " + this.reference.label(), all.stream().map(Variant::label).toList(),
				List.of(series("start", all, Start::started), series("start and first request", all, Start::answered)));
	}

	private Block.Bars series(String name, List<Variant> all, ToDoubleFunction<Start> figure) {
		return Block.Bars.of(name, all, (variant) -> ratio(variant, this.reference, figure).median());
	}

}
