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

import java.util.Optional;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderLoadGuardAutoConfiguration;
import dev.larder.cache.LarderCacheManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.times;

/**
 * The web's slice of the application, without caches and with them.
 */
class CityControllerTests {

	private static final String URI = "/cities/" + Cities.PARIS.id();

	@Nested
	@WebMvcTest(CityController.class)
	@Import(CityAtlas.class)
	class WithoutCaches {

		@MockitoBean
		private CityRepository repository;

		@Autowired
		private MockMvcTester mvc;

		@BeforeEach
		void addCity() {
			given(this.repository.findById(Cities.PARIS.id())).willReturn(Optional.of(Cities.PARIS));
		}

		@Test
		void answersWithTheCity() {
			assertThat(this.mvc.get().uri(URI)).hasStatusOk().bodyJson().extractingPath("$.name").isEqualTo("Paris");
		}

		@Test
		void answersAnUnknownIdWithNotFound() {
			assertThat(this.mvc.get().uri("/cities/1")).hasStatus(404);
		}

		@Test
		void nothingIsCached(@Autowired ObjectProvider<CacheManager> cacheManagers) {
			assertThat(this.mvc.get().uri(URI)).hasStatusOk();
			assertThat(this.mvc.get().uri(URI)).hasStatusOk();
			then(this.repository).should(times(2)).findById(Cities.PARIS.id());
			assertThat(cacheManagers).isEmpty();
		}

	}

	@Nested
	@WebMvcTest(CityController.class)
	@Import(CityAtlas.class)
	@ImportAutoConfiguration({ LarderAutoConfiguration.class, LarderLoadGuardAutoConfiguration.class })
	class WithLarder {

		@MockitoBean
		private CityRepository repository;

		@Autowired
		private MockMvcTester mvc;

		@Test
		void resultsAreCached(@Autowired CacheManager cacheManager) {
			given(this.repository.findById(Cities.PARIS.id())).willReturn(Optional.of(Cities.PARIS));
			assertThat(this.mvc.get().uri(URI)).hasStatusOk();
			assertThat(this.mvc.get().uri(URI)).hasStatusOk().hasHeader("X-Cache", "local");
			then(this.repository).should().findById(Cities.PARIS.id());
			assertThat(cacheManager).isInstanceOf(LarderCacheManager.class);
		}

		@TestConfiguration(proxyBeanMethods = false)
		@EnableCaching
		static class Caching {

		}

	}

}
