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

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.Refusal;
import dev.larder.internal.entry.Item;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for what becomes of the values of cached methods, in whole applications.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class CachedValueTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner localRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class))
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("spring.application.name=shop",
				"larder.serialization.allowed-types=dev.larder.autoconfigure.CachedValueTests");

	private ApplicationContextRunner memcachedRunner() {
		return this.localRunner.withPropertyValues("larder.mode=memcached",
				"larder.memcached.servers=" + memcached.server().host() + ":" + memcached.server().port(),
				"larder.memcached.operation-timeout=5s");
	}

	private ApplicationContextRunner memcachedRunner(String serializer) {
		return memcachedRunner().withPropertyValues("larder.defaults.serializer=" + serializer + ",fory,jdk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile" })
	void microsecondsOfATimestampAreKept(String serializer) {
		Event event = new Event(1, Timestamp.from(Instant.parse("2026-01-31T01:02:03.123456Z")));
		memcachedRunner(serializer).run((context) -> {
			cache(context).put("key", event);
			assertThat(cache(context).get("key", Event.class)).isEqualTo(event);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile" })
	void fieldsOfAListAreKept(String serializer) {
		memcachedRunner(serializer).run((context) -> {
			cache(context).put("key", new PageOf<>(List.of("a", "b"), 7));
			PageOf<?> page = cache(context).get("key", PageOf.class);
			assertThat(page).isEqualTo(List.of("a", "b"));
			assertThat(page.total).isEqualTo(7);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile" })
	void oneBadListDoesNotEndTheCachingOfOthers(String serializer) {
		memcachedRunner(serializer).run((context) -> {
			LarderCache cache = cache(context);
			for (int i = 0; i < 5; i++) {
				cache.put("good", new ArrayList<>(List.of(new Item("a"))));
				assertThat(cache.get("good").get()).isEqualTo(List.of(new Item("a")));
				cache.put("bad", new ArrayList<>(List.of(new Item("a"), new Thread())));
				assertThat(cache.get("bad")).isNull();
			}
			assertThat(cache.getRefusals()).extracting(Refusal::path, Refusal::type)
				.containsExactly(tuple("List[1]", "java.lang.Thread"));
			assertThat(cache.getStatistics().refusedValues()).isEqualTo(5);
		});
	}

	@Test
	void theFourthValueIsLookedAtLikeTheFirst() {
		memcachedRunner().withPropertyValues("larder.defaults.serializer=json").run((context) -> {
			LarderCache cache = cache(context);
			for (int i = 0; i < 3; i++) {
				cache.put("key", new Sometimes("a", null));
				assertThat(cache.get("key")).isNotNull();
			}
			cache.put("key", new Sometimes("a", "lost"));
			assertThat(cache.get("key")).isNull();
			cache.put("key", new Sometimes("a", null));
			assertThat(cache.get("key")).isNotNull();
		});
	}

	@Test
	void whatIsNotCachedIsSaidOnceWithMethodPathAndRemedy(CapturedOutput output) {
		memcachedRunner().run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(shop.orders(1)).hasSize(2);
			assertThat(shop.orders(1)).hasSize(2);
			assertThat(cache(context).getStatistics().refusals().get("altered")).isEqualTo(2);
			assertThat(output.getOut().lines().filter((line) -> line.contains("is not cached"))).hasSize(1)
				.first()
				.asString()
				.contains("Cache 'values', method Shop.orders: ", "List[0].owner", "json: ", "jdk: ", "Change the type")
				.doesNotContain("..");
		});
	}

	@Test
	void aSingleSerializerStandsAlone() {
		memcachedRunner().withPropertyValues("larder.defaults.serializer=json").run((context) -> {
			cache(context).put("key", new PageOf<>(List.of("a"), 7));
			assertThat(cache(context).get("key")).isNull();
		});
	}

	@Test
	void aRawSerializerAmongOthersStopsTheStart() {
		memcachedRunner().withPropertyValues("larder.defaults.serializer=json,raw")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getReason()).contains("'raw'").contains("alone")));
	}

	@Test
	void whatAnEarlierOrderWroteIsRead() {
		memcachedRunner().withPropertyValues("larder.defaults.serializer=jdk")
			.run((context) -> cache(context).put("key", new Event(1, new Timestamp(5))));
		memcachedRunner().withPropertyValues("larder.defaults.serializer=json,fory")
			.run((context) -> assertThat(cache(context).get("key", Event.class))
				.isEqualTo(new Event(1, new Timestamp(5))));
	}

	@Test
	void readersOfALocalCacheThatCopiesGetTheirOwn() {
		this.localRunner.withPropertyValues("larder.defaults.copy-on-read=true").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			List<String> loaded = shop.names(1);
			loaded.add("changed by who loaded");
			List<String> read = shop.names(1);
			assertThat(read).containsExactly("a").isInstanceOf(ArrayList.class);
			read.add("changed by a reader");
			assertThat(shop.names(1)).containsExactly("a");
			assertThat(cache(context).getStatistics().hits()).isEqualTo(2);
			assertThat(cache(context).putIfAbsent("other", new Item("a"))).isNull();
			assertThat(cache(context).putIfAbsent("other", new Item("b")).get()).isEqualTo(new Item("a"));
		});
	}

	@Test
	void whatCannotBeCopiedIsNotCachedByALocalCacheThatCopies() {
		this.localRunner.withPropertyValues("larder.defaults.copy-on-read=true").run((context) -> {
			LarderCache cache = cache(context);
			cache.put("key", "former");
			cache.put("key", new Thread());
			assertThat(cache.get("key")).isNull();
			assertThat(cache.putIfAbsent("key", new Thread())).isNull();
			assertThat(cache.get("key")).isNull();
			assertThat(cache.getStatistics().refusedValues()).isEqualTo(2);
		});
	}

	@Test
	void rawCacheThatCopiesInThisProcessHoldsAnything() {
		this.localRunner.withPropertyValues("larder.defaults.copy-on-read=true", "larder.defaults.serializer=raw")
			.run((context) -> {
				cache(context).put("key", new Item("a"));
				assertThat(cache(context).get("key").get()).isEqualTo(new Item("a"));
			});
	}

	@Test
	void localCacheSaysOnceInTestsWhatCouldNotLiveInMemcached(CapturedOutput output) {
		this.localRunner.run((context) -> {
			Shop shop = context.getBean(Shop.class);
			List<Order> orders = shop.orders(1);
			assertThat(shop.orders(1)).isSameAs(orders);
			shop.orders(2);
			assertThat(output).containsOnlyOnce("Cache 'values', method Shop.orders: in mode memcached or tiered ");
			assertThat(cache(context).getStatistics().refusedValues()).isZero();
		});
	}

	@Test
	void localCacheSaysNothingWhereItIsNotAskedTo(CapturedOutput output) {
		Stream
			.of(this.localRunner.withPropertyValues("larder.local.portability-check=off"),
					this.localRunner.withClassLoader(
							new FilteredClassLoader("org.springframework.test", "org.springframework.boot.devtools")))
			.forEach((runner) -> runner.run((context) -> {
				context.getBean(Shop.class).orders(1);
				assertThat(output).doesNotContain("in mode memcached or tiered");
			}));
	}

	@Test
	void localCacheChecksWhereItIsTold(CapturedOutput output) {
		this.localRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.test", "org.springframework.boot.devtools"))
			.withPropertyValues("larder.local.portability-check=on")
			.run((context) -> {
				context.getBean(Shop.class).orders(1);
				assertThat(output).contains("in mode memcached or tiered");
			});
	}

	private static LarderCache cache(ApplicationContext context) {
		return (LarderCache) context.getBean(LarderCacheManager.class).getCache("values");
	}

	record Event(long id, Timestamp at) implements Serializable {

	}

	record Item(String name) implements Serializable {

	}

	record Order(Object owner) {

	}

	static class PageOf<T> extends ArrayList<T> {

		private static final long serialVersionUID = 1;

		private final long total;

		PageOf(Collection<T> elements, long total) {
			super(elements);
			this.total = total;
		}

	}

	static class Sometimes {

		private String name = "";

		@SuppressWarnings("unused") // it is there to be lost
		private transient String comment;

		Sometimes() {
		}

		Sometimes(String name, String comment) {
			this.name = name;
			this.comment = comment;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Sometimes that && that.name.equals(this.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	public static class Shop {

		@Cacheable("values")
		public List<Order> orders(int customer) {
			return new ArrayList<>(List.of(new Order(new Thread()), new Order("customer " + customer)));
		}

		@Cacheable("values")
		public List<String> names(int customer) {
			return new ArrayList<>(List.of("a"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ShopConfiguration {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

}
