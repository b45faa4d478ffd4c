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

import dev.larder.internal.actuate.LarderHealthIndicator;
import dev.larder.internal.guard.LarderCacheManagers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the
 * {@link LarderHealthIndicator}.
 */
@AutoConfiguration(after = LarderAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LarderSettings.class)
@Conditional(OnMemcachedModeCondition.class)
@ConditionalOnEnabledHealthIndicator("larder")
@Import(CacheManagersConfiguration.class)
public final class LarderHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "larderHealthIndicator", "larderHealthContributor" })
	@Nullable LarderHealthIndicator larderHealthIndicator(LarderCacheManagers cacheManagers, LarderSettings settings) {
		return !settings.anyInMemcached() ? null
				: new LarderHealthIndicator(() -> cacheManagers.asMap()
					.values()
					.stream()
					.flatMap((cacheManager) -> cacheManager.getNodeStatistics().stream())
					.toList());
	}

}
