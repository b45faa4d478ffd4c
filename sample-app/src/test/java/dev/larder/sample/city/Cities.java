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

/** Some cities to test with; populations and places as GeoNames has them. */
final class Cities {

	static final City PARIS = new City(2988507, "Paris", "FR", "11", 48.85341, 2.3488, 2_138_551);

	static final City LYON = new City(2996944, "Lyon", "FR", "84", 45.74846, 4.84671, 472_317);

	static final City LILLE = new City(2998324, "Lille", "FR", "32", 50.63297, 3.05858, 228_328);

	static final City LONDON = new City(2643743, "London", "GB", "ENG", 51.50853, -0.12574, 7_556_900);

	static final City SUVA = new City(2198148, "Suva", "FJ", "01", -18.14161, 178.44149, 77_366);

	static final City APIA = new City(4035413, "Apia", "WS", "11", -13.83333, -171.76667, 40_407);

	private Cities() {
	}

}
