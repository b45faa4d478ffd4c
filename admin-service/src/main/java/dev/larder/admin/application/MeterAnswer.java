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
package dev.larder.admin.application;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What Spring Boot's endpoint {@code metrics} tells of the meters of a name: their sum.
 *
 * @param measurements what was measured
 * @param availableTags what tells the meters from each other
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MeterAnswer(@Nullable List<@Nullable Measurement> measurements, @Nullable List<@Nullable Tag> availableTags) {

	/**
	 * Returns the first measurement: meters of caches have one.
	 * @return the number, or {@code null} if it is not known
	 */
	@Nullable Long value() {
		Double value = (this.measurements != null) ? this.measurements.stream()
			.filter(Objects::nonNull)
			.map(Measurement::value)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null) : null;
		return (value != null && Double.isFinite(value) && value >= 0) ? Long.valueOf(Math.round(value)) : null;
	}

	/**
	 * Returns the caches that have such a meter.
	 * @return their names
	 */
	List<String> caches() {
		return (this.availableTags != null) ? this.availableTags.stream()
			.filter(Objects::nonNull)
			.filter((tag) -> "cache".equals(tag.tag()) && tag.values() != null)
			.flatMap((tag) -> Objects.requireNonNull(tag.values()).stream())
			.filter(Objects::nonNull)
			.toList() : List.of();
	}

	/**
	 * A measurement.
	 *
	 * @param value the number
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Measurement(@Nullable Double value) {

	}

	/**
	 * A tag.
	 *
	 * @param tag its name
	 * @param values its values
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Tag(@Nullable String tag, @Nullable List<String> values) {

	}

}
