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

import java.time.Duration;
import java.util.Set;

import dev.larder.cache.LarderCacheManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caching while Spring Cloud gives an application other properties as it runs.
 */
class RefreshScopeTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RefreshAutoConfiguration.class,
				ConfigurationPropertiesRebinderAutoConfiguration.class, CacheAutoConfiguration.class,
				LarderAutoConfiguration.class, LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("shop.currency=EUR", "larder.caches.prices.ttl=1h");

	@Test
	void methodsOfABeanThatIsMadeAnewAreCachedAsBefore() {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.find("apple")).isEqualTo("apple in EUR");
			change(context, "shop.currency", "CHF");
			assertThat(prices.currency()).isEqualTo("CHF");
			assertThat(prices.find("apple")).as("what was cached before").isEqualTo("apple in EUR");
			assertThat(prices.find("pear")).isEqualTo("pear in CHF");
			assertThat(prices.find("pear")).isEqualTo("pear in CHF");
			context.getBean(CacheManager.class).getCache("prices").clear();
			assertThat(prices.find("apple")).isEqualTo("apple in CHF");
		});
	}

	@Test
	void settingsOfCachesHoldUntilTheEndAndEntriesStay() {
		this.contextRunner.run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			context.getBean(Prices.class).find("apple");
			change(context, "larder.caches.prices.ttl", "5m");
			assertThat(context.getBean(LarderCacheManager.class)).isSameAs(cacheManager);
			assertThat(cacheManager.getLarderCache("prices").getSettings().timeToLive()).isEqualTo(Duration.ofHours(1));
			assertThat(cacheManager.getCache("prices").get("apple")).isNotNull();
		});
	}

	// As Spring Cloud does once it has read all sources anew
	private static void change(ConfigurableApplicationContext context, String property, String value) {
		TestPropertyValues.of(property + "=" + value).applyTo(context);
		context.publishEvent(new EnvironmentChangeEvent(context, Set.of(property)));
		context.getBean(org.springframework.cloud.context.scope.refresh.RefreshScope.class).refreshAll();
	}

	@RefreshScope
	static class Prices {

		private final String currency;

		Prices(@Value("${shop.currency}") String currency) {
			this.currency = currency;
		}

		public String currency() {
			return this.currency;
		}

		@Cacheable("prices")
		public String find(String name) {
			return name + " in " + this.currency;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(Prices.class)
	static class ShopConfiguration {

	}

}
