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
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for saying why Larder steps back.
 */
@AutoConfiguration(after = LarderAutoConfiguration.class)
@ConditionalOnMissingBean(LarderSettings.class)
public final class LarderBackOffAutoConfiguration {

	private static final Log logger = LogFactory.getLog(LarderBackOffAutoConfiguration.class);

	@Bean
	SmartInitializingSingleton larderBackOffReport(ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		return () -> logger.info("Larder is not used: " + reason(beanFactory, environment));
	}

	private static String reason(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		String type = environment.getProperty("spring.cache.type");
		if (StringUtils.hasText(type)) {
			return "'spring.cache.type' is '" + type + "'";
		}
		if (!isThere(beanFactory, CacheAspectSupport.class)) {
			return "caching is not enabled; @EnableCaching on a configuration class does that";
		}
		List<String> caches = NoSpringCacheCondition.caches(beanFactory);
		if (!caches.isEmpty()) {
			return "Spring Boot makes a cache manager of the beans of type Cache, '" + String.join("', '", caches)
					+ "'";
		}
		if (isThere(beanFactory, CacheManager.class)) {
			return (AheadOfTime.isUsed()
					? "when the application was processed ahead of time there was another cache manager, "
					: "the application has a cache manager of its own, ")
					+ Arrays.stream(beanFactory.getBeanNamesForType(CacheManager.class, true, false))
						.collect(Collectors.joining("', '", "'", "'"));
		}
		if (beanFactory.containsBean("cacheResolver")) {
			return "the application has a bean named 'cacheResolver'";
		}
		return String.valueOf(conditions(beanFactory));
	}

	private static boolean isThere(ListableBeanFactory beanFactory, Class<?> type) {
		return beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

	private static @Nullable String conditions(ConfigurableListableBeanFactory beanFactory) {
		ConditionEvaluationReport.ConditionAndOutcomes outcomes = ConditionEvaluationReport.get(beanFactory)
			.getConditionAndOutcomesBySource()
			.get(LarderAutoConfiguration.class.getName());
		return (outcomes == null) ? "it is excluded"
				: outcomes.stream()
					.map(ConditionEvaluationReport.ConditionAndOutcome::getOutcome)
					.filter((outcome) -> !outcome.isMatch())
					.map(ConditionOutcome::getConditionMessage)
					.map(ConditionMessage::toString)
					.collect(Collectors.joining("; "));
	}

}
