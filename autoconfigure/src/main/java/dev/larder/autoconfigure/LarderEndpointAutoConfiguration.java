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

import java.util.ArrayList;
import java.util.List;

import dev.larder.actuate.LarderEndpoint;
import dev.larder.actuate.LarderEndpointWebExtension;
import dev.larder.actuate.LarderEntriesEndpoint;
import dev.larder.actuate.LarderEntriesEndpointWebExtension;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.actuate.KnownParameters;
import dev.larder.internal.guard.LarderCacheManagers;
import dev.larder.load.LoadSettings;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link LarderEndpoint} and
 * the {@link LarderEntriesEndpoint}.
 */
@AutoConfiguration(after = LarderAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(LarderCacheManager.class)
@EnableConfigurationProperties(LarderEntriesEndpointProperties.class)
@Import(CacheManagersConfiguration.class)
@RegisterReflectionForBinding({ CacheSettings.class, LoadSettings.class })
public final class LarderEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	LarderEndpoint larderEndpoint(Environment environment, LarderCacheManagers cacheManagers,
			ObjectProvider<StartReport> startReport) {
		return new LarderEndpoint(environment.getProperty("spring.application.name"), cacheManagers.asMap(), () -> {
			List<String> advice = new ArrayList<>();
			startReport.ifAvailable((report) -> advice.addAll(report.advice()));
			cacheManagers.asMap().values().forEach((manager) -> advice.addAll(manager.getAdvice()));
			return advice;
		});
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(LarderEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	LarderEndpointWebExtension larderEndpointWebExtension(LarderEndpoint endpoint) {
		return new LarderEndpointWebExtension(endpoint);
	}

	@Bean
	KnownParameters larderEndpointParameters() {
		return new KnownParameters();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	LarderEntriesEndpoint larderEntriesEndpoint(LarderCacheManagers cacheManagers,
			LarderEntriesEndpointProperties properties) {
		return new LarderEntriesEndpoint(cacheManagers.asMap(), properties.getShowValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(LarderEntriesEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	LarderEntriesEndpointWebExtension larderEntriesEndpointWebExtension(LarderEntriesEndpoint endpoint,
			LarderEntriesEndpointProperties properties) {
		return new LarderEntriesEndpointWebExtension(endpoint, properties.getShowValues(), properties.getRoles());
	}

}
