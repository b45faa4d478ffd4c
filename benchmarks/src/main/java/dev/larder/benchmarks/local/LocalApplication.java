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

import java.util.List;

import dev.larder.autoconfigure.LarderAutoConfiguration;
import dev.larder.autoconfigure.LarderLoadGuardAutoConfiguration;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Addresses;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/**
 * An application around a cache, as users have it: only what it needs, so that processes
 * start soon.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = Product.class)
@ImportAutoConfiguration({ AopAutoConfiguration.class, CacheAutoConfiguration.class, LarderAutoConfiguration.class,
		LarderLoadGuardAutoConfiguration.class })
@EnableCaching
class LocalApplication {

	static final List<String> SPRING = List.of("spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=1h");

	static final List<String> SPRING_STATISTICS = List.of("spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=1h,recordStats");

	static final List<String> SPRING_MAP = List.of("spring.cache.type=simple");

	// Larder's own defaults are 10,000 entries and an hour
	static final List<String> LARDER = List.of("larder.mode=local", "larder.key-prefix=benchmark");

	static final List<String> LARDER_UNGUARDED = List.of("larder.mode=local", "larder.key-prefix=benchmark",
			"larder.guard-all-loads=false");

	static final List<String> LARDER_TIERED = List.of("larder.mode=tiered", "larder.key-prefix=benchmark",
			"larder.memcached.servers=" + String.join(",", servers().memcached()));

	/**
	 * Returns the servers of the suite that has started this process.
	 */
	static Addresses servers() {
		return Addresses.parse(System.getProperty(LocalSuite.SERVERS, Addresses.NONE.toString()));
	}

}
