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
package dev.larder.internal.actuate;

import java.util.List;
import java.util.Locale;

import dev.larder.cache.LarderCache;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;

/**
 * Binds caches to the meter registry that are created after Spring Boot has bound those
 * it found at start.
 */
public class LateCacheMetricsBinder implements SmartInitializingSingleton {

	private static final String SUFFIX = "cacheManager";

	private final ObjectProvider<CacheMetricsRegistrar> registrar;

	private final ObjectProvider<MeterRegistry> registry;

	private final LarderCacheManagers cacheManagers;

	/**
	 * Creates a binder.
	 * @param registrar binds a cache, if Spring Boot does
	 * @param registry tells which caches are bound
	 * @param cacheManagers the managers whose caches are bound
	 */
	public LateCacheMetricsBinder(ObjectProvider<CacheMetricsRegistrar> registrar,
			ObjectProvider<MeterRegistry> registry, LarderCacheManagers cacheManagers) {
		this.registrar = registrar;
		this.registry = registry;
		this.cacheManagers = cacheManagers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrar.ifAvailable((registrar) -> bind(registrar, this.registry.getObject()));
	}

	private void bind(CacheMetricsRegistrar registrar, MeterRegistry registry) {
		this.cacheManagers.forEach((beanName, cacheManager) -> {
			Tag manager = Tag.of("cache.manager", managerName(beanName));
			cacheManager.addCreationListener((cache) -> registrar.bindCacheToRegistry(cache, manager));
			// Those that were created since Spring Boot looked
			cacheManager.getLarderCaches()
				.stream()
				.filter((cache) -> !isBound(registry, cache, manager))
				.forEach((cache) -> registrar.bindCacheToRegistry(cache, manager));
		});
	}

	private static boolean isBound(MeterRegistry registry, LarderCache cache, Tag manager) {
		return registry.find("cache.puts").tag("name", cache.getName()).tags(List.of(manager)).meter() != null;
	}

	// The same rule as Spring Boot's, so that early and late caches carry the same tags
	private static String managerName(String beanName) {
		boolean suffixed = beanName.length() > SUFFIX.length()
				&& beanName.toLowerCase(Locale.ROOT).endsWith(SUFFIX.toLowerCase(Locale.ROOT));
		return suffixed ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
	}

}
