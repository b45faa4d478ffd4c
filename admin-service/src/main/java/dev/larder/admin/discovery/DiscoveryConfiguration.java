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
package dev.larder.admin.discovery;

import java.time.Clock;
import java.util.List;

import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.configuration.AdminProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks for applications in a registry, where there is the client of one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.cloud.client.discovery.DiscoveryClient")
@ConditionalOnBooleanProperty(name = "larder.admin.discovery.enabled", matchIfMissing = true)
class DiscoveryConfiguration {

	@Bean
	DiscoveredApplications discoveredApplications(ObjectProvider<DiscoveryClient> registry, AdminProperties properties,
			CredentialRules rules) {
		return new DiscoveredApplications(registry.getIfAvailable(() -> new CompositeDiscoveryClient(List.of())),
				properties.discovery(), rules, Clock.systemUTC());
	}

}
