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
package dev.larder.benchmarks.presentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Contests in several settings, in which all are compared with the same contender. Who
 * takes part may differ from setting to setting. Immutable.
 *
 * @param reference the name of the contender with whom the others are compared, who takes
 * part in every contest
 * @param settings the scores by the name of the setting, such as "8 threads"
 */
public record Comparison(String reference, Map<String, Scores> settings) {

	public Comparison {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
	}

	/**
	 * Returns a comparison in no settings yet.
	 * @param reference the name of the contender with whom the others are compared
	 * @return an empty comparison
	 */
	public static Comparison with(String reference) {
		return new Comparison(reference, Map.of());
	}

	/**
	 * Returns a comparison in a setting more.
	 * @param setting the name of the setting
	 * @param scores the scores of its contest
	 * @return the new comparison
	 */
	public Comparison and(String setting, Scores scores) {
		Map<String, Scores> more = new LinkedHashMap<>(this.settings);
		more.put(setting, scores);
		return new Comparison(this.reference, more);
	}

	/**
	 * Returns the same contests, compared with another contender.
	 * @param reference the other's name
	 * @return the new comparison
	 */
	public Comparison against(String reference) {
		return new Comparison(reference, this.settings);
	}

	/**
	 * Returns who took part in any setting.
	 * @return the names, the reference's first
	 */
	public List<String> contenders() {
		Set<String> names = new LinkedHashSet<>(Set.of(this.reference));
		this.settings.values().forEach((scores) -> names.addAll(scores.byName().keySet()));
		return List.copyOf(names);
	}

	/**
	 * Returns who took part in all settings.
	 * @return the names, the reference's first
	 */
	public List<String> contendersInAllSettings() {
		List<String> names = new ArrayList<>(contenders());
		this.settings.values().forEach((scores) -> names.retainAll(scores.byName().keySet()));
		return List.copyOf(names);
	}

	/**
	 * Returns how a contender did.
	 * @param contender its name
	 * @param setting the setting
	 * @return the score, or {@code null} if it did not take part
	 */
	public @Nullable Score score(String contender, String setting) {
		Scores scores = this.settings.get(setting);
		Assert.notNull(scores, () -> "There is no setting '" + setting + "'");
		return scores.byName().get(contender);
	}

	/**
	 * Returns how a contender did beside the reference.
	 * @param contender its name
	 * @param setting the setting
	 * @return its throughput as a multiple of the reference's, or {@code null} if it did
	 * not take part
	 */
	public @Nullable Quartiles ratio(String contender, String setting) {
		Score score = score(contender, setting);
		Score other = score(this.reference, setting);
		return (score != null && other != null) ? score.relativeTo(other) : null;
	}

}
