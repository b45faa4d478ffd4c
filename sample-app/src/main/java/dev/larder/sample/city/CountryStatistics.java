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

/**
 * What the cities of a country amount to.
 *
 * @param country the ISO 3166-1 alpha-2 code of the country
 * @param name the English name of the country
 * @param cities how many cities of it are known
 * @param totalPopulation the number of inhabitants of all its cities
 * @param meanPopulation the arithmetic mean of the populations that are known, 0 if none
 * is
 * @param medianPopulation the median of the populations that are known, 0 if none is
 * @param largest the most populous city
 * @param northernmost the city closest to the north pole
 * @param southernmost the city closest to the south pole
 * @param easternmost the city of the highest longitude
 * @param westernmost the city of the lowest longitude
 */
record CountryStatistics(String country, String name, long cities, long totalPopulation, double meanPopulation,
		double medianPopulation, City largest, City northernmost, City southernmost, City easternmost,
		City westernmost) {

}
