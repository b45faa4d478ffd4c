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

import dev.larder.actuate.CoherenceMetrics;
import dev.larder.actuate.LarderCacheMeterBinderProvider;
import dev.larder.actuate.MemcachedNodeMetrics;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedBackend;
import dev.larder.internal.memcached.MemcachedCluster;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of Larder's caches.
 * The provider has to be there before Spring Boot looks for providers.
 */
@AutoConfiguration(before = CacheMetricsAutoConfiguration.class, after = LarderAutoConfiguration.class)
@ConditionalOnClass({ MeterRegistry.class, CacheMeterBinderProvider.class })
@ConditionalOnBean(LarderCacheManager.class)
public final class LarderMetricsAutoConfiguration {

	@Bean
	LarderCacheMeterBinderProvider larderCacheMeterBinderProvider() {
		return new LarderCacheMeterBinderProvider();
	}

	@Bean
	@ConditionalOnBean(MemcachedCluster.class)
	MemcachedNodeMetrics larderMemcachedNodeMetrics(MemcachedCluster cluster) {
		return new MemcachedNodeMetrics(cluster);
	}

	@Bean
	@ConditionalOnBean(MemcachedBackend.class)
	CoherenceMetrics larderCoherenceMetrics(MemcachedBackend backend) {
		return new CoherenceMetrics(backend);
	}

}
