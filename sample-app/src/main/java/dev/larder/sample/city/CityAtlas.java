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
import java.util.Optional;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.stereotype.Service;

/**
 * Answers questions about cities, each from the cache if it was asked before. Spring's
 * own annotations are all there is to it: where the caches live is a matter of
 * configuration.
 */
@Service
class CityAtlas {

	private final CityRepository repository;

	CityAtlas(CityRepository repository) {
		this.repository = repository;
	}

	/** Returns a city. That there is none is cached as well. */
	@Cacheable("cities")
	public Optional<City> find(long id) {
		return this.repository.findById(id);
	}

	/**
	 * Returns the most populous cities of which the name begins with the prefix, given in
	 * lower case.
	 */
	@Cacheable("searches")
	public List<City> search(String prefix, int limit) {
		return this.repository.findByPrefix(prefix, limit);
	}

	/** Returns the cities closest to a point given in degrees, closest first. */
	@Cacheable("nearest")
	public List<NearbyCity> findNearest(double latitude, double longitude, int count) {
		return this.repository.findNearest(latitude, longitude, count);
	}

	/**
	 * Returns the statistics of a country.
	 * @throws UnknownCountryException if no city of the country is known
	 */
	@Cacheable("statistics")
	public CountryStatistics calculateStatistics(String country) {
		return this.repository.calculateStatistics(country).orElseThrow(() -> new UnknownCountryException(country));
	}

	/**
	 * Changes the population of a city, puts the changed city into the cache, and takes
	 * out what was derived from it. Two changes of the same city at the same moment reach
	 * the database and the cache in an order of their own; a service with such writers
	 * would evict the city rather than put it.
	 * @throws UnknownCityException if there is no such city
	 */
	@Caching(put = @CachePut(cacheNames = "cities", key = "#id"),
			evict = { @CacheEvict(cacheNames = { "searches", "nearest" }, allEntries = true),
					@CacheEvict(cacheNames = "statistics", key = "#result.country()") })
	public City updatePopulation(long id, long population) {
		return this.repository.updatePopulation(id, population).orElseThrow(() -> new UnknownCityException(id));
	}

}
