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
package dev.larder.admin.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What Spring Boot's endpoint {@code caches} tells.
 *
 * @param cacheManagers the cache managers by the names of their beans
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CachesAnswer(@Nullable Map<String, @Nullable Manager> cacheManagers) {

	/**
	 * Returns the caches.
	 * @return the caches of all managers
	 */
	List<CacheReport> reports() {
		List<CacheReport> reports = new ArrayList<>();
		if (this.cacheManagers != null) {
			this.cacheManagers.forEach((name, manager) -> {
				if (manager != null && manager.caches() != null) {
					manager.caches().forEach((cache, details) -> reports.add(report(name, cache, details)));
				}
			});
		}
		return reports;
	}

	private static CacheReport report(String manager, String cache, @Nullable Cache details) {
		Map<String, Object> settings = (details != null && details.target() != null)
				? Map.of("implementation", details.target()) : null;
		return new CacheReport(cache, manager, null, settings, null, null);
	}

	/**
	 * A cache manager.
	 *
	 * @param caches its caches by name
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Manager(@Nullable Map<String, @Nullable Cache> caches) {

	}

	/**
	 * A cache.
	 *
	 * @param target the class that keeps the entries
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Cache(@Nullable String target) {

	}

}
