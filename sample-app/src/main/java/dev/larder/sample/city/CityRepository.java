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

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cities in the database. Knows nothing of caching: each call is a query. */
@Repository
public class CityRepository {

	private static final String COLUMNS = "id, name, country, admin1, latitude, longitude, population";

	/**
	 * Great-circle distance in kilometres by the haversine formula: R. W. Sinnott,
	 * "Virtues of the Haversine", Sky and Telescope 68 (2), 1984, p. 159. The radius is
	 * the Earth's mean radius of the GRS 80 ellipsoid: H. Moritz, "Geodetic Reference
	 * System 1980", Journal of Geodesy 74, 2000. Rounding may lift the argument of the
	 * arc sine above 1.
	 */
	private static final String DISTANCE = """
			2 * 6371.0088 * asin(least(1.0, sqrt(
				power(sin(radians(latitude - :latitude) / 2), 2)
				+ cos(radians(:latitude)) * cos(radians(latitude))
				* power(sin(radians(longitude - :longitude) / 2), 2))))
			""";

	private final JdbcClient jdbcClient;

	private final JdbcTemplate jdbcTemplate;

	CityRepository(JdbcClient jdbcClient, JdbcTemplate jdbcTemplate) {
		this.jdbcClient = jdbcClient;
		this.jdbcTemplate = jdbcTemplate;
	}

	/** Returns how many cities there are. */
	public long count() {
		return this.jdbcClient.sql("select count(*) from city").query(Long.class).single();
	}

	/** Adds cities in one batch. */
	public void add(Collection<City> cities) {
		this.jdbcTemplate.batchUpdate("insert into city (" + COLUMNS + ", search_name) values (?, ?, ?, ?, ?, ?, ?, ?)",
				cities, cities.size(), (statement, city) -> {
					statement.setLong(1, city.id());
					statement.setString(2, city.name());
					statement.setString(3, city.country());
					statement.setString(4, city.admin1());
					statement.setDouble(5, city.latitude());
					statement.setDouble(6, city.longitude());
					statement.setLong(7, city.population());
					statement.setString(8, searchName(city.name()));
				});
	}

	Optional<City> findById(long id) {
		return this.jdbcClient.sql("select " + COLUMNS + " from city where id = :id")
			.param("id", id)
			.query(City.class)
			.optional();
	}

	/**
	 * Returns the most populous cities of which the name begins with the prefix, whatever
	 * its case.
	 */
	List<City> findByPrefix(String prefix, int limit) {
		String from = searchName(prefix);
		return this.jdbcClient
			.sql("select " + COLUMNS + " from city where search_name between :from and :to"
					+ " order by population desc, id limit :limit")
			.param("from", from)
			.param("to", from + Character.MAX_VALUE)
			.param("limit", limit)
			.query(City.class)
			.list();
	}

	/**
	 * Returns the cities closest to a point, closest first. Calculates the distance of
	 * every city there is.
	 */
	List<NearbyCity> findNearest(double latitude, double longitude, int count) {
		return this.jdbcClient
			.sql("select " + COLUMNS + ", round(" + DISTANCE
					+ ", 3) as distance from city order by distance, id limit :count")
			.param("latitude", latitude)
			.param("longitude", longitude)
			.param("count", count)
			.query((resultSet, row) -> new NearbyCity(resultSet.getDouble("distance"),
					new City(resultSet.getLong("id"), resultSet.getString("name"), resultSet.getString("country"),
							resultSet.getString("admin1"), resultSet.getDouble("latitude"),
							resultSet.getDouble("longitude"), resultSet.getLong("population"))))
			.list();
	}

	/**
	 * Calculates the statistics of a country.
	 * @param country the ISO 3166-1 alpha-2 code of the country, in upper case
	 * @return the statistics, or nothing if no city of the country is known
	 */
	Optional<CountryStatistics> calculateStatistics(String country) {
		return this.jdbcClient
			.sql("select count(*) as cities, sum(population) as total, round(avg(cast(nullif(population, 0) as double precision)), 1) as mean,"
					+ " median(nullif(population, 0)) as median from city where country = :country having count(*) > 0")
			.param("country", country)
			.query((resultSet, row) -> new CountryStatistics(country,
					new Locale("", country).getDisplayCountry(Locale.ENGLISH), resultSet.getLong("cities"),
					resultSet.getLong("total"), resultSet.getDouble("mean"), resultSet.getDouble("median"),
					findFirst(country, "population desc"), findFirst(country, "latitude desc"),
					findFirst(country, "latitude"), findFirst(country, "longitude desc"),
					findFirst(country, "longitude")))
			.optional();
	}

	/**
	 * Changes the population of a city and returns the city as it is then, or nothing if
	 * there is no such city.
	 */
	Optional<City> updatePopulation(long id, long population) {
		return this.jdbcClient
			.sql("select " + COLUMNS + " from final table (update city set population = :population where id = :id)")
			.param("population", population)
			.param("id", id)
			.query(City.class)
			.optional();
	}

	private City findFirst(String country, String order) {
		return this.jdbcClient
			.sql("select " + COLUMNS + " from city where country = :country order by " + order + ", id limit 1")
			.param("country", country)
			.query(City.class)
			.single();
	}

	private static String searchName(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
