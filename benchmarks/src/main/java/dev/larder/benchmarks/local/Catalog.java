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

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.SpringClient;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * A bean with methods that are cached in several ways, and one that is not.
 */
class Catalog {

	private int calls;

	@Cacheable(SpringClient.CACHE)
	public Product product(Long id) {
		return load(id);
	}

	@Cacheable(cacheNames = SpringClient.CACHE, sync = true)
	public Product productInSync(Long id) {
		return load(id);
	}

	@Cacheable(cacheNames = SpringClient.CACHE, key = "#id")
	public Product productByKey(Long id) {
		return load(id);
	}

	public Product uncached(Long id) {
		return load(id);
	}

	private Product load(Long id) {
		this.calls++;
		return Product.number(id);
	}

	public int calls() {
		return this.calls;
	}

	/**
	 * The bean, and an interceptor that does nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Application {

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

}
