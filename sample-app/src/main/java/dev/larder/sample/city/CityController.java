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
package dev.larder.sample.city;

import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/cities")
class CityController {

	private final CityAtlas atlas;

	CityController(CityAtlas atlas) {
		this.atlas = atlas;
	}

	@GetMapping("/{id}")
	City get(@PathVariable long id) {
		return this.atlas.find(id).orElseThrow(() -> new UnknownCityException(id));
	}

	/**
	 * The prefix is put in lower case before the cache sees it, so that {@code Sha} and
	 * {@code sha} share an entry.
	 */
	@GetMapping
	List<City> search(@RequestParam @NotBlank @Size(max = 100) String prefix,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
		return this.atlas.search(prefix.toLowerCase(Locale.ROOT), limit);
	}

	@GetMapping("/nearest")
	List<NearbyCity> findNearest(@RequestParam @DecimalMin("-90") @DecimalMax("90") double latitude,
			@RequestParam @DecimalMin("-180") @DecimalMax("180") double longitude,
			@RequestParam(defaultValue = "10") @Min(1) @Max(100) int count) {
		return this.atlas.findNearest(latitude, longitude, count);
	}

	@PutMapping("/{id}/population")
	City updatePopulation(@PathVariable long id, @RequestBody @Valid PopulationUpdate update) {
		return this.atlas.updatePopulation(id, update.population());
	}

	@ExceptionHandler
	ProblemDetail handle(HttpMessageNotReadableException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The body must be JSON such as {\"population\": 1000000}, with a whole number.");
	}

}
