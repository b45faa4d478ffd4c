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
package dev.larder.autoconfigure.registration;

import dev.larder.autoconfigure.LarderEndpointAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that registers the application at
 * Larder's admin service, where one is named.
 */
@AutoConfiguration(after = LarderEndpointAutoConfiguration.class)
@Conditional(LarderRegistrationAutoConfiguration.AdminServiceNamed.class)
@EnableConfigurationProperties(AdminClientProperties.class)
public final class LarderRegistrationAutoConfiguration {

	private static final String WEB_ENDPOINT = "larderEndpointWebExtension";

	@Bean
	@Nullable InstanceRegistration larderInstanceRegistration(AdminClientProperties properties, Environment environment,
			ObjectProvider<SslBundles> sslBundles, ConfigurableListableBeanFactory beanFactory) {
		if (properties.url().isEmpty()) {
			return null;
		}
		RegistrationClient client = new RegistrationClient(properties, sslBundles.getIfAvailable());
		return new InstanceRegistration(properties, client, new ManagementUrl(environment),
				properties.applicationName(environment), beanFactory.containsBean(WEB_ENDPOINT));
	}

	/**
	 * Whether an admin service is named, or may be when an application starts that is
	 * processed ahead of time.
	 */
	static final class AdminServiceNamed extends OnPropertyListCondition {

		AdminServiceNamed() {
			super("larder.admin.client.url", () -> ConditionMessage.forCondition("Larder admin service"));
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionOutcome outcome = super.getMatchOutcome(context, metadata);
			return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
					? ConditionOutcome.match(outcome.getConditionMessage()) : outcome;
		}

	}

}
