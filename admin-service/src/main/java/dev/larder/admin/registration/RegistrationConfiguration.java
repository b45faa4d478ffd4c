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

package dev.larder.admin.registration;

import java.time.Clock;

import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.application.AddressRules;
import dev.larder.admin.application.ApplicationCatalog;
import dev.larder.admin.application.CredentialRules;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.FanOut;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets applications register, where that is wanted.
 */
@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "larder.admin.registration.enabled")
	RegisteredApplications registeredApplications(RegistrationStore store, AdminProperties properties,
			CredentialRules rules) {
		return new RegisteredApplications(store, properties.registration().maxInstances(), rules, Clock.systemUTC());
	}

	@Bean
	RegistrationService registrationService(RegistrationStore store, ObjectProvider<RegisteredApplications> registered,
			AdminProperties properties, ApplicationCatalog catalog, AddressRules addresses, FanOut fanOut,
			CurrentScope scope, AuditTrail auditTrail, PlatformTransactionManager transactionManager) {
		return new RegistrationService(store, () -> registered.ifAvailable(RegisteredApplications::refresh),
				properties.registration(), catalog, addresses, fanOut, scope, auditTrail,
				new TransactionTemplate(transactionManager), Clock.systemUTC());
	}

}
