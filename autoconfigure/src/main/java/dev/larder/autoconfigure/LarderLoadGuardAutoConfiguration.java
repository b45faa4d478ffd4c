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
import dev.larder.internal.guard.CacheAdvisorPostProcessor;
import dev.larder.internal.guard.LarderCacheManagers;
import dev.larder.internal.guard.LoadGuard;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for guarding the loads of plain
 * {@code @Cacheable} methods.
 */
@AutoConfiguration(after = LarderAutoConfiguration.class)
@ConditionalOnBean({ CacheAspectSupport.class, LarderCacheManager.class })
@Import(CacheManagersConfiguration.class)
public final class LarderLoadGuardAutoConfiguration {

	@Bean
	static CacheAdvisorPostProcessor larderCacheAdvisorPostProcessor(Environment environment) {
		return new CacheAdvisorPostProcessor(guardsLoads(environment));
	}

	@Bean
	LoadGuard larderLoadGuard(ObjectProvider<CacheAspectSupport> aspects,
			ObjectProvider<BeanFactoryCacheOperationSourceAdvisor> advisors, ListableBeanFactory beanFactory,
			LarderCacheManagers cacheManagers, CacheAdvisorPostProcessor cacheAdvisors, Environment environment) {
		return new LoadGuard(aspects, advisors, beanFactory, cacheManagers, cacheAdvisors, guardsLoads(environment));
	}

	private static boolean guardsLoads(Environment environment) {
		// By the binder, whose failures name the property and its origin
		return Binder.get(environment).bind("larder.guard-all-loads", Boolean.class).orElse(true);
	}

}
