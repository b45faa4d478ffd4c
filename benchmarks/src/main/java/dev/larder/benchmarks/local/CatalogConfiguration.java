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
package dev.larder.benchmarks.local;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Adds the service, and an interceptor that does nothing for what is not cached.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

	@Bean
	Catalog catalog() {
		return new Catalog();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static NameMatchMethodPointcutAdvisor idleAdvisor() {
		// A lambda would do, but hides the type Spring looks for
		MethodInterceptor idle = MethodInvocation::proceed;
		NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor(idle);
		advisor.setMappedName("uncached");
		return advisor;
	}

}
