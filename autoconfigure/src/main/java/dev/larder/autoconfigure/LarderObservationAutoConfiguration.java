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

import java.util.Map;

import dev.larder.observation.DefaultMemcachedObservationConvention;
import dev.larder.observation.MemcachedObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the observation of what caches
 * ask of memcached.
 */
@AutoConfiguration(before = LarderAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class LarderObservationAutoConfiguration {

	private static final String ENABLED = "management.observations.enable";

	@Bean
	LarderCacheManagerBuilderCustomizer larderMemcachedObservations(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<MemcachedObservationConvention> convention, Environment environment) {
		return (builder) -> {
			MemcachedObservationConvention own = convention.getIfAvailable();
			String name = (own != null) ? own.getName() : null;
			if (isEnabled((name != null) ? name : new DefaultMemcachedObservationConvention().getName(), environment)) {
				registry.ifAvailable(builder::observationRegistry);
				convention.ifAvailable(builder::observationConvention);
			}
		};
	}

	/**
	 * Returns whether observations of a name are made. Spring Boot has a registry refuse
	 * those that are switched off, one by one; here nobody asks it.
	 */
	private static boolean isEnabled(String name, Environment environment) {
		Map<String, Boolean> enabled = Binder.get(environment)
			.bind(ENABLED, Bindable.mapOf(String.class, Boolean.class))
			.orElse(Map.of());
		for (String prefix = name; !prefix.isEmpty(); prefix = prefix.substring(0,
				Math.max(0, prefix.lastIndexOf('.')))) {
			Boolean answer = enabled.get(prefix);
			if (answer != null) {
				return answer;
			}
		}
		return enabled.getOrDefault("all", true);
	}

}
