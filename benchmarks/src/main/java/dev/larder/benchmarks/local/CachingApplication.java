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

import java.util.ArrayList;
import java.util.List;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderLoadGuardAutoConfiguration;
import dev.larder.benchmarks.payload.Product;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose cache is auto-configured. So are its proxies, and nothing else,
 * since what takes long to start, and is compiled meanwhile, is in the way of measuring.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = Product.class)
@ImportAutoConfiguration({ AopAutoConfiguration.class, CacheAutoConfiguration.class, LarderAutoConfiguration.class,
		LarderLoadGuardAutoConfiguration.class })
@EnableCaching
class CachingApplication {

	/**
	 * The name of the cache.
	 */
	static final String CACHE = "products";

	/**
	 * Starts the application.
	 * @param properties its properties, each {@code name=value}
	 * @param sources more configuration
	 * @return the context, to be closed by the caller
	 */
	static ConfigurableApplicationContext start(List<String> properties, Class<?>... sources) {
		List<String> all = new ArrayList<>(properties);
		all.add("spring.main.banner-mode=off");
		all.add("spring.main.log-startup-info=false");
		return new SpringApplicationBuilder(CachingApplication.class).sources(sources)
			.web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
	}

}
