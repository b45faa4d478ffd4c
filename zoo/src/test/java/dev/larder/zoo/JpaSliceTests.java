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
package dev.larder.zoo;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderLoadGuardAutoConfiguration;
import dev.larder.cache.LarderCacheManager;
import dev.larder.zoo.animal.AnimalRepository;
import dev.larder.zoo.animal.Species;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.test.autoconfigure.AutoConfigureCache;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of an application that has caching enabled on its main class.
 */
class JpaSliceTests {

	@Nested
	@DataJpaTest
	@AutoConfigureCache
	class WithoutCaches {

		@Autowired
		private CacheManager cacheManager;

		@Test
		void nothingIsCached(@Autowired AnimalRepository animals, @Autowired JdbcTemplate jdbc) {
			assertThat(this.cacheManager).isInstanceOf(NoOpCacheManager.class);
			assertThat(animals.countBySpecies(Species.LION)).isPositive();
			deleteAnimals(jdbc);
			assertThat(animals.countBySpecies(Species.LION)).isZero();
		}

	}

	@Nested
	@DataJpaTest
	@ImportAutoConfiguration({ LarderAutoConfiguration.class, LarderLoadGuardAutoConfiguration.class })
	class WithLarder {

		@Autowired
		private CacheManager cacheManager;

		@Test
		void resultsAreCached(@Autowired AnimalRepository animals, @Autowired JdbcTemplate jdbc) {
			assertThat(this.cacheManager).isInstanceOf(LarderCacheManager.class);
			assertThat(animals.countBySpecies(Species.LION)).isPositive();
			deleteAnimals(jdbc);
			assertThat(animals.countBySpecies(Species.LION)).isPositive();
		}

	}

	private static void deleteAnimals(JdbcTemplate jdbc) {
		jdbc.update("delete from animal_nickname");
		jdbc.update("delete from animal");
	}

}
