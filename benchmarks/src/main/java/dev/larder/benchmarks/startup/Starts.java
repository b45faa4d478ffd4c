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

import org.springframework.util.Assert;

/**
 * The starts of one application in all rounds. Not thread-safe.
 */
final class Starts {

	private final Variant reference;

	private final Map<Variant, List<Start>> byVariant = new LinkedHashMap<>();

	/**
	 * Creates an empty record.
	 * @param variants what is started, the reference first
	 */
	Starts(List<Variant> variants) {
		this.reference = variants.get(0);
		variants.forEach((variant) -> this.byVariant.put(variant, new ArrayList<>()));
	}

	List<Variant> variants() {
		return List.copyOf(this.byVariant.keySet());
	}

	Variant reference() {
		return this.reference;
	}

	/**
	 * Adds the start of a variant in its next round.
	 */
	void add(Variant variant, Start start) {
		of(variant).add(start);
	}

	/**
	 * Returns a figure of a variant over all rounds.
	 */
	Quartiles quartiles(Variant variant, ToDoubleFunction<Start> figure) {
		return Quartiles.of(figures(variant, figure));
	}

	/**
	 * Returns what a figure of a variant exceeds that of the reference by, round by
	 * round.
	 */
	Quartiles difference(Variant variant, ToDoubleFunction<Start> figure) {
		List<Double> figures = figures(variant, figure);
		List<Double> references = figures(this.reference, figure);
		Assert.state(figures.size() == references.size(), "A start is missing");
		List<Double> differences = new ArrayList<>();
		for (int i = 0; i < figures.size(); i++) {
			differences.add(figures.get(i) - references.get(i));
		}
		return Quartiles.of(differences);
	}

	/**
	 * Returns a figure of a variant as a multiple of the reference's, round by round.
	 */
	Quartiles ratio(Variant variant, ToDoubleFunction<Start> figure) {
		return Quartiles.ofRatios(figures(variant, figure), figures(this.reference, figure));
	}

	private List<Double> figures(Variant variant, ToDoubleFunction<Start> figure) {
		return of(variant).stream().map(figure::applyAsDouble).toList();
	}

	private List<Start> of(Variant variant) {
		List<Start> starts = this.byVariant.get(variant);
		Assert.notNull(starts, () -> variant.label() + " does not take part");
		return starts;
	}

}
