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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@JdbcTest
@Import(CityRepository.class)
class CityRepositoryTests {

	@Autowired
	private CityRepository repository;

	@BeforeEach
	void addCities() {
		this.repository.add(List.of(Cities.PARIS, Cities.LYON, Cities.LILLE, Cities.LONDON, Cities.SUVA, Cities.APIA));
	}

	@Test
	void findByIdReturnsTheCity() {
		assertThat(this.repository.findById(Cities.LYON.id())).contains(Cities.LYON);
	}

	@Test
	void findByIdReturnsNothingForAnUnknownId() {
		assertThat(this.repository.findById(1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "l", "L" })
	void findByPrefixReturnsTheMostPopulousFirstWhateverTheCase(String prefix) {
		assertThat(this.repository.findByPrefix(prefix, 10)).containsExactly(Cities.LONDON, Cities.LYON, Cities.LILLE);
	}

	@Test
	void findByPrefixFindsTheWholeName() {
		assertThat(this.repository.findByPrefix("LYON", 10)).containsExactly(Cities.LYON);
	}

	@Test
	void findByPrefixReturnsNoMoreThanTheLimit() {
		assertThat(this.repository.findByPrefix("L", 2)).containsExactly(Cities.LONDON, Cities.LYON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "_", "L%", "'", "\\", "Lyonn" })
	void findByPrefixTakesThePrefixLiterally(String prefix) {
		assertThat(this.repository.findByPrefix(prefix, 10)).isEmpty();
	}

	@Test
	void findNearestReturnsTheClosestFirst() {
		assertThat(this.repository.findNearest(48.8, 2.3, 3)).extracting(NearbyCity::city)
			.containsExactly(Cities.PARIS, Cities.LILLE, Cities.LONDON);
	}

	@Test
	void findNearestMeasuresGreatCircleDistance() {
		NearbyCity london = this.repository.findNearest(Cities.PARIS.latitude(), Cities.PARIS.longitude(), 3).get(2);
		assertThat(london.distanceKilometers()).isCloseTo(343.9, within(0.5));
	}

	@Test
	void findNearestMeasuresAcrossTheDateLine() {
		NearbyCity apia = this.repository.findNearest(Cities.SUVA.latitude(), Cities.SUVA.longitude(), 2).get(1);
		assertThat(apia.city()).isEqualTo(Cities.APIA);
	}

	@Test
	void findNearestMeasuresToTheOtherSideOfTheEarth() {
		NearbyCity paris = this.repository.findNearest(-Cities.PARIS.latitude(), Cities.PARIS.longitude() - 180, 6)
			.get(5);
		assertThat(paris.distanceKilometers()).isCloseTo(Math.PI * 6371.0088, within(0.01));
	}

	@Test
	void calculateStatisticsSumsUpTheCountry() {
		assertThat(this.repository.calculateStatistics("FR")).contains(new CountryStatistics("FR", "France", 3,
				2_839_196, 946_398.7, 472_317, Cities.PARIS, Cities.LILLE, Cities.LYON, Cities.LYON, Cities.PARIS));
	}

	@Test
	void calculateStatisticsLeavesUnknownPopulationsOutOfMeanAndMedian() {
		this.repository.add(List.of(new City(2, "Xilinji", "CN", "08", 52.99063, 123.23522, 0),
				new City(3, "Fuyuan", "CN", "08", 48.36306, 134.28917, 30_000)));
		assertThat(this.repository.calculateStatistics("CN")).hasValueSatisfying((statistics) -> {
			assertThat(statistics.meanPopulation()).isEqualTo(30_000);
			assertThat(statistics.medianPopulation()).isEqualTo(30_000);
		});
	}

	@Test
	void calculateStatisticsReturnsZeroForPopulationsThatAreAllUnknown() {
		this.repository.add(List.of(new City(2, "Xilinji", "CN", "08", 52.99063, 123.23522, 0)));
		assertThat(this.repository.calculateStatistics("CN")).map(CountryStatistics::medianPopulation).contains(0.0);
	}

	@Test
	void calculateStatisticsReturnsNothingForAnUnknownCountry() {
		assertThat(this.repository.calculateStatistics("XX")).isEmpty();
	}

	@Test
	void updatePopulationReturnsTheChangedCity() {
		assertThat(this.repository.updatePopulation(Cities.LYON.id(), 500_000)).map(City::population)
			.contains(500_000L);
	}

	@Test
	void updatePopulationChangesTheDatabase() {
		this.repository.updatePopulation(Cities.LYON.id(), 500_000);
		assertThat(this.repository.findById(Cities.LYON.id())).map(City::population).contains(500_000L);
	}

	@Test
	void updatePopulationReturnsNothingForAnUnknownId() {
		assertThat(this.repository.updatePopulation(1, 500_000)).isEmpty();
	}

}
