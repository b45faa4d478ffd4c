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

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.larder.actuate.LarderEndpoint;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.internal.actuate.LarderHealthIndicator;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator shows of memcached servers.
 */
@ServerTest
class MemcachedActuatorTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class, CacheAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderMetricsAutoConfiguration.class, LarderEndpointAutoConfiguration.class,
				LarderHealthAutoConfiguration.class))
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "management.endpoints.web.exposure.include=larder");

	private final ApplicationContextRunner memcachedRunner = this.contextRunner
		.withPropertyValues("larder.mode=memcached");

	private final ApplicationContextRunner tieredRunner = this.contextRunner.withPropertyValues("larder.mode=tiered");

	// Tools take every meter of that prefix for one of a cache
	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void everyMeterOfThePrefixCacheNamesItsCache(String mode) {
		this.contextRunner
			.withPropertyValues("larder.mode=" + mode, "larder.caches.products.ttl=1m",
					"larder.memcached.servers=" + memcached.server().address())
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.getMeters()).extracting(Meter::getId)
					.filteredOn((id) -> id.getName().startsWith("cache."))
					.isNotEmpty()
					.allMatch((id) -> "products".equals(id.getTag("name")) && "products".equals(id.getTag("cache"))
							&& id.getTag("cache.manager") != null);
				assertThat(registry.find("larder.node.up").meters()).isNotEmpty();
			});
	}

	@Test
	void serverThatAnswersIsUp() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsKey(memcached.server().address());
		});
	}

	@Test
	void serverWithoutCasIsShownAndUp() {
		try (MemcachedServer lesser = MemcachedServer.start("-C")) {
			this.memcachedRunner
				.withPropertyValues("larder.memcached.servers=" + lesser.address(),
						"larder.memcached.operation-timeout=5s")
				.run((context) -> {
					context.getBean(CacheManager.class).getCache("products").get("key", () -> "loaded");
					Health health = health(context);
					assertThat(health.getStatus()).isEqualTo(Status.UP);
					assertThat(health.getDetails().get(lesser.address())).asInstanceOf(InstanceOfAssertFactories.MAP)
						.containsEntry("state", NodeStatistics.State.UP)
						.containsEntry("lacks", "cas");
					assertThat(context.getBean(LarderEndpoint.class).caches().nodes().get(0).withoutCas()).isTrue();
				});
		}
	}

	@Test
	void serverThatDoesNotAnswerIsShownAndDoesNotMakeTheApplicationDown() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			memcached.server().kill();
			Awaitility.await().untilAsserted(() -> {
				use(context);
				assertThat(health(context).getStatus()).isEqualTo(LarderHealthIndicator.DEGRADED);
			});
			assertThat(context.getBean(MeterRegistry.class).get("larder.node.up").gauge().value()).isZero();
			assertThat(context.getBean(MeterRegistry.class)
				.get("larder.node.errors")
				.tag("reason", "disconnected")
				.functionCounter()
				.count()).isPositive();
			assertThat(context.getBean(MeterRegistry.class)
				.get("cache.errors")
				.tags("cache", "products", "reason", "disconnected")
				.functionCounter()
				.count()).isPositive();
			LarderEndpoint.NodeDescriptor node = context.getBean(LarderEndpoint.class).caches().nodes().get(0);
			assertThat(node.state()).isEqualTo(NodeStatistics.State.DOWN);
			assertThat(node.lastError()).isNotBlank();
		});
	}

	@Test
	void latencyOfAServerIsMeasured() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("larder.node.up").tag("node", memcached.server().address()).gauge().value())
				.isOne();
			Timer latency = registry.get("larder.node.latency").tag("cache.manager", "cacheManager").timer();
			assertThat(latency.count()).isPositive();
			assertThat(latency.max(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(latency.takeSnapshot().histogramCounts()).isNotEmpty();
			assertThat(registry.get("larder.node.errors").tag("reason", "timeout").functionCounter().count()).isZero();
		});
	}

	@Test
	void cacheInMemcachedIsMeasuredWithoutASize() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cache.gets").tag("result", "miss").functionCounter().count()).isOne();
			assertThat(registry.get("cache.puts").functionCounter().count()).isOne();
			assertThat(registry.find("cache.size").gauge()).isNull();
		});
	}

	@Test
	void endpointShowsTheModeAndTheServers() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			LarderEndpoint.LarderDescriptor shown = context.getBean(LarderEndpoint.class).caches();
			assertThat(shown.caches()).singleElement().satisfies((cache) -> {
				assertThat(cache.mode()).isEqualTo("memcached");
				assertThat(cache.settings()).containsEntry("serializer", List.of("json", "fory", "jdk"))
					.doesNotContainKey("maxEntries");
				assertThat(cache.statistics().size()).isNull();
			});
			assertThat(shown.nodes()).singleElement()
				.satisfies((node) -> assertThat(node.name()).isEqualTo(memcached.server().address()));
		});
	}

	@Test
	void endpointShowsNoSerializerWhoseLibraryIsMissing() {
		this.memcachedRunner.withPropertyValues(server(), "larder.caches.chosen.serializer=smile,jdk")
			.withClassLoader(new FilteredClassLoader("org.apache.fory"))
			.run((context) -> {
				use(context);
				assertThat(context.getBean(LarderEndpoint.class).caches().caches())
					.extracting((cache) -> cache.settings().get("serializer"))
					.containsExactly(List.of("smile", "jdk"), List.of("json", "jdk"));
			});
	}

	@Test
	void hitsInLocalCopiesAreMeasured() {
		this.tieredRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			Cache cache = context.getBean(LarderCacheManager.class).getCache("products");
			cache.get("key");
			cache.get("key");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cache.tier.gets").tags("tier", "local", "result", "hit").functionCounter().count())
				.isEqualTo(1);
			assertThat(
					registry.get("cache.tier.gets").tags("tier", "local", "result", "miss").functionCounter().count())
				.isEqualTo(2);
			assertThat(registry.get("cache.tier.gets")
				.tags("tier", "memcached", "result", "hit")
				.functionCounter()
				.count()).isEqualTo(1);
			assertThat(registry.get("cache.tier.gets")
				.tags("tier", "memcached", "result", "miss")
				.functionCounter()
				.count()).isEqualTo(1);
			assertThat(registry.get("cache.size").gauge().value()).isOne();
			assertThat(registry.get("cache.stale.served").functionCounter().count()).isZero();
		});
	}

	@Test
	void coherenceOfLocalCopiesIsMeasured() {
		this.tieredRunner.withPropertyValues(server()).run((context) -> {
			use(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Awaitility.await()
				.until(() -> registry.get("larder.node.coherence.age").timeGauge().value(TimeUnit.MILLISECONDS) >= 0);
			assertThat(registry.get("larder.node.coherence.lag").timer().count()).isZero();
			assertThat(registry.get("larder.node.coherence.records.read").functionCounter().count()).isZero();
		});
	}

	@Test
	void endpointShowsBothTiersAndTheirCoherence() {
		this.tieredRunner.withPropertyValues(server(), "larder.defaults.local-ttl=10s").run((context) -> {
			use(context);
			LarderEndpoint endpoint = context.getBean(LarderEndpoint.class);
			Awaitility.await().until(() -> endpoint.caches().nodes().get(0).coherence() != null);
			assertThat(endpoint.caches().caches()).singleElement().satisfies((cache) -> {
				assertThat(cache.mode()).isEqualTo("tiered");
				assertThat(cache.settings().get("serializer")).asInstanceOf(InstanceOfAssertFactories.LIST)
					.startsWith("json")
					.endsWith("jdk");
				assertThat(cache.settings()).containsEntry("maxEntries", 10_000L)
					.containsEntry("localTimeToLiveMs", 10_000L);
				assertThat(cache.statistics().localHits()).isNotNull();
			});
		});
	}

	@Test
	void healthIndicatorCanBeSwitchedOff() {
		this.memcachedRunner.withPropertyValues("management.health.larder.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LarderHealthIndicator.class));
	}

	@Test
	void localModeHasNoHealthOfServers() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(LarderHealthIndicator.class));
	}

	private static Health health(ApplicationContext context) {
		return context.getBean(LarderHealthIndicator.class).health(true);
	}

	private static void use(ApplicationContext context) {
		Cache cache = context.getBean(LarderCacheManager.class).getCache("products");
		assertThat(cache).isNotNull();
		cache.get("key");
		cache.put("key", "value");
	}

	private static String server() {
		return "larder.memcached.servers=" + memcached.server().address();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ShopConfiguration {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
