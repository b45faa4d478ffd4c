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

import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A city, as GeoNames knows it.
 *
 * @param id the GeoNames id
 * @param name the name in the local language
 * @param country the ISO 3166-1 alpha-2 code of the country, in upper case
 * @param admin1 the GeoNames code of the state or province, empty if unknown
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 * @param population the number of inhabitants, 0 if unknown
 */
public record City(long id, String name, String country, String admin1, double latitude, double longitude,
		long population) {

	private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

	public City {
		Assert.hasText(name, "'name' must not be empty");
		Assert.isTrue(country != null && COUNTRY.matcher(country).matches(),
				() -> "'country' must be two upper-case letters but is '" + country + "'");
		Assert.notNull(admin1, "'admin1' must not be null");
		Assert.isTrue(Math.abs(latitude) <= 90, () -> "'latitude' must be between -90 and 90 but is " + latitude);
		Assert.isTrue(Math.abs(longitude) <= 180, () -> "'longitude' must be between -180 and 180 but is " + longitude);
		Assert.isTrue(population >= 0, () -> "'population' must not be negative but is " + population);
	}

}
