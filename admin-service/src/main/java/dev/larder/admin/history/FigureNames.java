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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Figures by the names the API gives them, with those that are made of others.
 */
final class FigureNames {

	private FigureNames() {
	}

	/**
	 * Returns the figures that a kind of subject has.
	 * @param shown the figures it is measured by
	 * @return how to get each, by name
	 */
	private static Map<String, Function<Figures, @Nullable Double>> named(List<Figure> shown) {
		Map<String, Function<Figures, @Nullable Double>> named = new LinkedHashMap<>();
		shown.forEach((figure) -> named.put(figure.id(), (figures) -> figures.get(figure)));
		named.put("hitRatio", Figures::hitRatio);
		if (shown.contains(Figure.GETS)) {
			named.put("readsPerSecond", Figures::reads);
		}
		if (shown.contains(Figure.USED_BYTES)) {
			named.put("fillRatio", Figures::fillRatio);
		}
		if (shown.contains(Figure.LOADS)) {
			named.put("meanLoadMs", Figures::meanLoadMs);
		}
		return named;
	}

	/**
	 * Returns figures without those that are unknown.
	 */
	static Map<String, Double> known(Figures figures, List<Figure> shown) {
		Map<String, Double> known = new LinkedHashMap<>();
		named(shown).forEach((name, getter) -> {
			Double value = getter.apply(figures);
			if (value != null) {
				known.put(name, round(value));
			}
		});
		return known;
	}

	/**
	 * Returns figures over time, each as an array.
	 * @param steps the figures of each step, {@code null} where nothing is known
	 * @param shown which of them
	 * @return the arrays by name, with {@code null} for what is unknown
	 */
	static Map<String, List<@Nullable Double>> arrays(List<@Nullable Figures> steps, List<Figure> shown) {
		Map<String, List<@Nullable Double>> arrays = new LinkedHashMap<>();
		named(shown).forEach((name, getter) -> {
			List<@Nullable Double> array = new ArrayList<>(steps.size());
			for (Figures figures : steps) {
				Double value = (figures != null) ? getter.apply(figures) : null;
				array.add((value != null) ? round(value) : null);
			}
			arrays.put(name, array);
		});
		return arrays;
	}

	private static Double round(double value) {
		return Math.rint(value * 10_000) / 10_000;
	}

}
