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

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches unless the application chooses one of Spring Boot's cache managers, or none: by
 * {@code spring.cache.type}, or by beans of type {@link Cache}, of which Spring Boot
 * makes a cache manager. A cache that its bean method takes out of a cache manager does
 * not count: there would be no manager to take it from.
 */
class NoSpringCacheCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String TYPE = "spring.cache.type";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Larder cache");
		String type = context.getEnvironment().getProperty(TYPE);
		if (StringUtils.hasText(type)) {
			return ConditionOutcome.noMatch(message.because(TYPE + " is '" + type + "'"));
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		List<String> caches = (beanFactory != null) ? caches(beanFactory) : List.of();
		return caches.isEmpty() ? ConditionOutcome.match(message.because(TYPE + " is not set, and no caches are beans"))
				: ConditionOutcome.noMatch(message.because("Spring Boot makes a cache manager of the beans " + caches));
	}

	/**
	 * Returns the beans that are caches of the application's own.
	 */
	static List<String> caches(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(Cache.class, true, false))
			.filter((name) -> !isTakenFromManager(beanFactory, name))
			.toList();
	}

	private static boolean isTakenFromManager(ConfigurableListableBeanFactory beanFactory, String name) {
		@Nullable Class<?>[] needs = (beanFactory.containsBeanDefinition(name)
				&& beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition
				&& definition.getResolvedFactoryMethod() != null)
						? definition.getResolvedFactoryMethod().getParameterTypes() : new Class<?>[0];
		return Arrays.stream(needs)
			.anyMatch((type) -> CacheManager.class.isAssignableFrom(type) || BeanFactory.class.isAssignableFrom(type));
	}

}
