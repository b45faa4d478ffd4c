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
package dev.larder.autoconfigure;

import dev.larder.internal.actuate.LateCacheMetricsBinder;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of caches that are
 * created after the start.
 */
@AutoConfiguration(after = CacheMetricsAutoConfiguration.class)
@ConditionalOnClass(CacheMetricsRegistrar.class)
@ConditionalOnBean({ LarderCacheManager.class, CacheMetricsRegistrar.class })
@Import(CacheManagersConfiguration.class)
public final class LarderLateMetricsAutoConfiguration {

	@Bean
	LateCacheMetricsBinder larderLateCacheMetricsBinder(CacheMetricsRegistrar registrar, MeterRegistry registry,
			LarderCacheManagers cacheManagers) {
		return new LateCacheMetricsBinder(registrar, registry, cacheManagers);
	}

}
