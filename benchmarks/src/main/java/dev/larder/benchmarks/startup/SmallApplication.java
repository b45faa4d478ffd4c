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
package dev.larder.benchmarks.startup;

import java.util.concurrent.CountDownLatch;

import dev.larder.benchmarks.payload.Product;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application with a cache and nothing else, which starts, uses its cache once, and
 * says so. Knows nothing of Larder, and does without it on the class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableCaching
class SmallApplication {

	/**
	 * Printed when the application has started, with the class of its cache manager.
	 */
	static final String STARTED = "started with ";

	/**
	 * Printed when the cached method has returned.
	 */
	static final String ANSWERED = "answered ";

	@Bean
	Shop shop() {
		return new Shop();
	}

	/**
	 * Runs until it is ended from outside.
	 * @param arguments the application's properties
	 * @throws InterruptedException if it is ended
	 */
	public static void main(String[] arguments) throws InterruptedException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(SmallApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
		System.out.println(STARTED + context.getBean(CacheManager.class).getClass().getName());
		Product product = context.getBean(Shop.class).product(1L);
		System.out.println(ANSWERED + product.name());
		new CountDownLatch(1).await();
	}

}
