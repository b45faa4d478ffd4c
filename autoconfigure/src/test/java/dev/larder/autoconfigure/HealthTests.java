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

import java.util.Map;

import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an application's health when its caches' servers do not answer.
 */
@ServerTest
class HealthTests {

	private static final String DEAD = "localhost:1";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.mode=memcached",
				"management.endpoints.web.exposure.include=health", "management.health.defaults.enabled=false",
				"management.health.larder.enabled=true", "management.health.ping.enabled=true",
				// Nobody tells a context without a SpringApplication that it is alive
				"management.endpoint.health.probes.enabled=false",
				"management.endpoint.health.group.readiness.include=larder,ping");

	@Test
	void applicationIsUpThoughNoServerAnswers() {
		this.contextRunner.withPropertyValues("larder.memcached.servers=" + DEAD).run((context) -> {
			awaitDown(context);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			HealthDescriptor health = endpoint.health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(((CompositeHealthDescriptor) health).getComponents().get("larder").getStatus().getCode())
				.isEqualTo("DEGRADED");
		});
	}

	@Test
	void instanceThatOthersSendRequestsToIsReadyThoughNoServerAnswers() {
		this.contextRunner.withPropertyValues("larder.memcached.servers=" + DEAD).run((context) -> {
			awaitDown(context);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(endpoint.healthForPath("readiness").getStatus()).isEqualTo(Status.UP);
			HttpCodeStatusMapper codes = context.getBean(HttpCodeStatusMapper.class);
			assertThat(codes.getStatusCode(endpoint.healthForPath("larder").getStatus())).isEqualTo(200);
		});
	}

	@Test
	void degradationCanBeMadeTheStatusOfAll() {
		this.contextRunner
			.withPropertyValues("larder.memcached.servers=" + DEAD,
					"management.endpoint.health.status.order=down,out-of-service,degraded,up,unknown")
			.run((context) -> {
				awaitDown(context);
				assertThat(context.getBean(HealthEndpoint.class).health().getStatus().getCode()).isEqualTo("DEGRADED");
			});
	}

	@Test
	void eachServerHasItsOwnState() {
		String alive = memcached.server().address();
		this.contextRunner.withPropertyValues("larder.memcached.servers=" + DEAD + "," + alive).run((context) -> {
			awaitDown(context);
			Map<String, Object> servers = ((IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
				.healthForPath("larder")).getDetails();
			assertThat(servers.get(DEAD)).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("state", NodeStatistics.State.DOWN)
				.containsKeys("since", "lastError", "lastErrorAt");
			assertThat(servers.get(alive)).asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry("state", NodeStatistics.State.UP)
				.doesNotContainKey("lastError");
		});
	}

	private static void awaitDown(ApplicationContext context) {
		LarderCacheManager manager = context.getBean(LarderCacheManager.class);
		Cache cache = manager.getCache("products");
		assertThat(cache).isNotNull();
		Awaitility.await().until(() -> {
			for (int i = 0; i < 20; i++) {
				cache.get(i);
			}
			return manager.getNodeStatistics().get(0).state() == NodeStatistics.State.DOWN
					&& manager.getNodeStatistics()
						.stream()
						.skip(1)
						.allMatch((node) -> node.state() == NodeStatistics.State.UP);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ShopConfiguration {

	}

}
