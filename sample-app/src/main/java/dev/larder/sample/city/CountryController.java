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

import java.util.Locale;

import jakarta.validation.constraints.Pattern;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/countries")
class CountryController {

	private final CityAtlas atlas;

	CountryController(CityAtlas atlas) {
		this.atlas = atlas;
	}

	@GetMapping("/{code}/statistics")
	CountryStatistics calculateStatistics(@PathVariable @Pattern(regexp = "[A-Za-z]{2}",
			message = "must be the two letters of an ISO 3166-1 code") String code) {
		return this.atlas.calculateStatistics(code.toUpperCase(Locale.ROOT));
	}

}
