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
package dev.larder.admin.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * An instance of a real application that has Spring's caches and not Larder's starter:
 * the cache {@code cities} with meters, and others without.
 */
final class BasicInstance implements AutoCloseable {

	private static final String EXCLUDED = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
			+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
			+ "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration";

	private final ConfigurableApplicationContext context;

	private BasicInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static BasicInstance start(String... properties) {
		return new BasicInstance(new SpringApplicationBuilder(Shop.class)
			.properties("server.port=0", "spring.config.name=shop", "spring.autoconfigure.exclude=" + EXCLUDED,
					"management.endpoints.web.exposure.include=health,caches,metrics")
			.properties(properties)
			.run());
	}

	String managementUrl() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port")
				+ "/actuator";
	}

	String id() {
		return "127.0.0.1-" + this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	Cache cache(String manager, String name) {
		Cache cache = this.context.getBean(manager, CacheManager.class).getCache(name);
		if (cache == null) {
			throw new IllegalStateException("no cache " + name);
		}
		return cache;
	}

	/**
	 * Returns what the instance was asked.
	 * @return the methods and paths
	 */
	List<String> requests() {
		return this.context.getBean(Requests.class).paths();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The requests to the application.
	 *
	 * @param paths the methods and paths
	 */
	record Requests(List<String> paths) {

	}

	/**
	 * The application.
	 */
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		Requests requests() {
			return new Requests(new CopyOnWriteArrayList<>());
		}

		@Bean
		Filter requestFilter(Requests requests) {
			return (request, response, chain) -> {
				if (request instanceof HttpServletRequest http) {
					requests.paths().add(http.getMethod() + " " + http.getRequestURI());
				}
				chain.doFilter(request, response);
			};
		}

		@Bean
		@Primary
		CaffeineCacheManager local() {
			CaffeineCacheManager manager = new CaffeineCacheManager("cities");
			manager.setCaffeine(Caffeine.newBuilder().recordStats().maximumSize(100));
			return manager;
		}

		@Bean
		ConcurrentMapCacheManager plain() {
			return new ConcurrentMapCacheManager("sessions", "of two", ".", "a/b", "a\0b");
		}

		@Bean
		ConcurrentMapCacheManager other() {
			return new ConcurrentMapCacheManager("of two");
		}

	}

}
