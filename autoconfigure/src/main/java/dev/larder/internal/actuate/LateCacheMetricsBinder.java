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

import java.util.Set;

import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;

/**
 * Binds caches to the meter registry that are created after Spring Boot has bound those
 * it found at start, and removes the meters of a manager that is closed, which Spring
 * Boot leaves there.
 */
public class LateCacheMetricsBinder implements SmartInitializingSingleton {

	private final ObjectProvider<CacheMetricsRegistrar> registrar;

	private final ObjectProvider<MeterRegistry> registry;

	private final LarderCacheMeterBinderProvider provider;

	private final LarderCacheManagers cacheManagers;

	/**
	 * Creates a binder.
	 * @param registrar binds a cache, if Spring Boot does
	 * @param registry where the meters are
	 * @param provider knows which caches are bound
	 * @param cacheManagers the managers whose caches are bound
	 */
	public LateCacheMetricsBinder(ObjectProvider<CacheMetricsRegistrar> registrar,
			ObjectProvider<MeterRegistry> registry, LarderCacheMeterBinderProvider provider,
			LarderCacheManagers cacheManagers) {
		this.registrar = registrar;
		this.registry = registry;
		this.provider = provider;
		this.cacheManagers = cacheManagers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrar.ifAvailable((registrar) -> bind(registrar, this.registry.getObject()));
	}

	private void bind(CacheMetricsRegistrar registrar, MeterRegistry registry) {
		this.cacheManagers.forEach((beanName, cacheManager) -> {
			Tag manager = CacheManagerTag.of(beanName);
			cacheManager.addCloseListener(() -> remove(registry, cacheManager, manager));
			cacheManager.addCreationListener((cache) -> registrar.bindCacheToRegistry(cache, manager));
			// Those that were created since Spring Boot looked
			cacheManager.getLarderCaches()
				.stream()
				.filter((cache) -> !this.provider.isBound(cache))
				.forEach((cache) -> registrar.bindCacheToRegistry(cache, manager));
		});
	}

	private static void remove(MeterRegistry registry, LarderCacheManager cacheManager, Tag manager) {
		Set<String> caches = Set.copyOf(cacheManager.getCacheNames());
		registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("cache.")
					&& manager.getValue().equals(meter.getId().getTag(manager.getKey()))
					&& caches.contains(String.valueOf(meter.getId().getTag("name"))))
			.forEach(registry::remove);
	}

}
