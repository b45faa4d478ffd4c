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

import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.actuate.LarderCacheMeterBinderProvider;
import dev.larder.internal.actuate.LateCacheMetricsBinder;
import dev.larder.internal.actuate.NodeMetrics;
import dev.larder.internal.guard.LarderCacheManagers;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of Larder's caches.
 * The provider has to be there before Spring Boot looks for providers; what binds the
 * caches that are created later waits for Spring Boot's registrar.
 */
@AutoConfiguration(before = CacheMetricsAutoConfiguration.class, after = LarderAutoConfiguration.class)
@ConditionalOnClass({ MeterRegistry.class, CacheMeterBinderProvider.class, CacheMetricsRegistrar.class })
@ConditionalOnBean(LarderCacheManager.class)
@Import(CacheManagersConfiguration.class)
public final class LarderMetricsAutoConfiguration {

	@Bean
	LarderCacheMeterBinderProvider larderCacheMeterBinderProvider() {
		return new LarderCacheMeterBinderProvider();
	}

	@Bean
	LateCacheMetricsBinder larderLateCacheMetricsBinder(ObjectProvider<CacheMetricsRegistrar> registrar,
			ObjectProvider<MeterRegistry> registry, LarderCacheMeterBinderProvider provider,
			LarderCacheManagers cacheManagers) {
		return new LateCacheMetricsBinder(registrar, registry, provider, cacheManagers);
	}

	@Bean
	@ConditionalOnBean(LarderSettings.class)
	@Conditional(OnMemcachedModeCondition.class)
	@Nullable NodeMetrics larderNodeMetrics(LarderCacheManagers cacheManagers, LarderSettings settings) {
		return settings.anyInMemcached() ? new NodeMetrics(cacheManagers) : null;
	}

}
