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

import java.nio.charset.StandardCharsets;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.ValueSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.cache.SpringCacheBasedUserCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderAutoConfiguration} where caches live in memcached.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class MemcachedModeTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class))
		.withUserConfiguration(ProductConfiguration.class)
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner memcachedRunner = this.contextRunner
		// A loaded machine may keep a client waiting for longer than the default
		.withPropertyValues("larder.mode=memcached", "larder.memcached.operation-timeout=5s");

	@Test
	void localModeHasNoClient() {
		this.contextRunner.run((context) -> assertThat(nodes(context)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.mode=memcached", "larder.defaults.mode=memcached", "larder.mode=MEMCACHED",
			"larder.caches.products.mode=memcached" })
	void oneCacheInMemcachedIsEnoughForAClient(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> assertThat(nodes(context)).hasSize(1));
	}

	@Test
	void modeOfACacheComesBeforeThatOfAll() {
		this.memcachedRunner.withPropertyValues(server(), "larder.caches.local.mode=local").run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			cacheManager.getCache("local").put("key", "value");
			assertThat(memcached.server().stat("cmd_set")).isZero();
			cacheManager.getCache("products").put("key", "value");
			assertThat(memcached.server().stat("cmd_set")).isPositive();
		});
	}

	@Test
	void annotatedMethodIsCachedInMemcached() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find(7)).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.find(7)).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.calls()).isEqualTo(1);
			assertThat(memcached.server().connect().get("shop:products:int~7")).isNotNull();
		});
	}

	@Test
	void valuesOfLibrariesAreCachedWithoutASetting() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Cache cache = Objects.requireNonNull(context.getBean(CacheManager.class).getCache("products"));
			SpringCacheBasedUserCache users = new SpringCacheBasedUserCache(cache);
			User ann = new User("ann", "{noop}x", AuthorityUtils.createAuthorityList("B", "A"));
			users.putUserInCache(ann);
			assertThat(users.getUserFromCache("ann")).isNotSameAs(ann).usingRecursiveComparison().isEqualTo(ann);
			users.removeUserFromCache("ann");
			assertThat(users.getUserFromCache("ann")).isNull();
			Page<Product> page = new PageImpl<>(List.of(new Product(7, "Spoon")),
					PageRequest.of(0, 20, Sort.by("name")), 1000);
			cache.put("page", page);
			assertThat(cache.get("page", Object.class)).isNotSameAs(page).isEqualTo(page);
		});
	}

	@Test
	void valueIsSharedByInstances() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> context.getBean(Products.class).find(7));
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find(7)).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.calls()).isEqualTo(0);
		});
	}

	@Test
	void updateAndRemovalReachMemcached() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			products.find(7);
			products.rename(7, "Spoon");
			assertThat(products.find(7)).isEqualTo(new Product(7, "Spoon"));
			products.remove(7);
			assertThat(products.find(7)).isEqualTo(new Product(7, "Product 7"));
		});
	}

	@Test
	void methodReturningAFutureIsCached() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.findLater(7).join()).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.findLater(7).join()).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.calls()).isEqualTo(1);
		});
	}

	@Test
	void methodReturningAMonoIsCached() {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.findReactively(7).block()).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.findReactively(7).block()).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.calls()).isEqualTo(1);
		});
	}

	@Test
	void applicationStartsAndServesWithoutAServer() {
		memcached.server().kill();
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find(7)).isEqualTo(new Product(7, "Product 7"));
			assertThat(products.findLater(7).join()).isEqualTo(new Product(7, "Product 7"));
			products.rename(7, "Spoon");
			products.remove(7);
		});
	}

	@Test
	void keyPrefixComesBeforeTheNameOfTheApplication() {
		this.memcachedRunner.withPropertyValues(server(), "larder.key-prefix=store").run((context) -> {
			context.getBean(Products.class).find(7);
			assertThat(memcached.server().connect().get("store:products:int~7")).isNotNull();
		});
	}

	// Written by an instance with a larger limit, to a server that takes it
	@ParameterizedTest
	@ValueSource(strings = { "json", "raw" })
	void itemAboveTheLimitIsAMissAndReplacedByTheNextLoad(String serializer) {
		try (MemcachedServer large = MemcachedServer.start("-m", "600", "-I", "256m")) {
			this.memcachedRunner
				.withPropertyValues("larder.memcached.servers=" + large.address(),
						"larder.memcached.max-item-size=100KB", "larder.memcached.operation-timeout=5s",
						"larder.defaults.serializer=" + serializer, "larder.defaults.compression.algorithm=none")
				.run((context) -> {
					Cache cache = context.getBean(CacheManager.class).getCache("products");
					cache.put("other", "value");
					try (MemcachedConnection connection = large.connect()) {
						connection.set("shop:products:key", 0, 0, new byte[5_000_000]);
					}
					long connections = large.stat("total_connections");
					assertThat(cache.get("key")).isNull();
					assertThat(cache.<String>get("key", () -> "loaded")).isEqualTo("loaded");
					assertThat(cache.get("key", String.class)).isEqualTo("loaded");
					assertThat(cache.<String>get("large", () -> "x".repeat(150_000))).hasSize(150_000);
					assertThat(cache.get("large")).isNull();
					// One for each time the test asked
					assertThat(large.stat("total_connections")).isEqualTo(connections + 1);
				});
		}
	}

	@Test
	void missingKeyPrefixFailsTheStart() {
		this.memcachedRunner.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo("larder.key-prefix");
					assertThat(ex.getReason()).contains("spring.application.name");
				}));
	}

	@Test
	void severalServersHaveTheirWeights() {
		this.memcachedRunner.withPropertyValues("larder.memcached.servers=cache-1:11211,cache-2:11212:3")
			.run((context) -> {
				assertThat(nodes(context)).extracting(NodeStatistics::name)
					.containsExactly("cache-1:11211", "cache-2:11212");
				assertThat(context.getBean(LarderSettings.class).servers())
					.containsExactly(new NodeAddress("cache-1", 11211, 1), new NodeAddress("cache-2", 11212, 3));
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			larder.memcached.servers           | cache            | 'host:port'
			larder.memcached.servers           | cache:port       | 'host:port'
			larder.memcached.operation-timeout | -1s              | millisecond
			larder.memcached.connect-timeout   | 0                | millisecond
			larder.memcached.max-item-size     | -1MB             | from 1KB
			larder.coherence.poll-interval     | 0                | millisecond
			larder.defaults.serializer         | kryo             | 'fory', 'jdk', 'json', 'raw'
			larder.caches.products.serializer  | xml              | 'fory', 'jdk', 'json', 'raw'
			larder.serialization.allowed-types | com.acme.**Order | name of a class
			larder.caches.text.null-ttl              | 1m  | write '0'
			larder.caches.text.compression.algorithm | lz4 | write 'none'
			""")
	void wrongValueFailsTheStartWithWhatToWrite(String property, String value, String expected) {
		this.memcachedRunner.withPropertyValues("larder.caches.text.serializer=raw", property + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).contains(expected);
				}));
	}

	@Test
	void serializerOfTheApplicationIsUsed() {
		this.memcachedRunner.withUserConfiguration(SerializerConfiguration.class)
			.withPropertyValues(server(), "larder.defaults.serializer=mirroring")
			.run((context) -> {
				LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("texts");
				cache.put("key", "value");
				assertThat(cache.get("key", String.class)).isEqualTo("value");
				assertThat(memcached.server().connect().get("shop:texts:key").text()).endsWith("eulav");
			});
	}

	@ParameterizedTest
	@CsvSource({ "raw, text, text", "raw-int, 42, 42", "raw-long, 42, 42", "raw-bytes, text, text" })
	void rawCacheHoldsWhatOtherProgramsRead(String serializer, String text, String stored) {
		Object value = switch (serializer) {
			case "raw-int" -> Integer.valueOf(text);
			case "raw-long" -> Long.valueOf(text);
			case "raw-bytes" -> text.getBytes(StandardCharsets.UTF_8);
			default -> text;
		};
		this.memcachedRunner.withPropertyValues(server(), "larder.caches.texts.serializer=" + serializer)
			.run((context) -> {
				LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("texts");
				cache.put("key", value);
				assertThat(memcached.server().connect().get("shop:texts:key").text()).isEqualTo(stored);
				assertThat(cache.get("key").get()).isEqualTo(value);
			});
	}

	@Test
	void rawSerializerOfTheApplicationMakesARawCache() {
		this.memcachedRunner.withUserConfiguration(SerializerConfiguration.class)
			.withPropertyValues(server(), "larder.caches.texts.serializer=pickled")
			.run((context) -> {
				context.getBean(LarderCacheManager.class).getCache("texts").put("key", "value");
				assertThat(memcached.server().connect().get("shop:texts:key").flags()).isEqualTo(16);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.defaults.null-ttl=5m", "larder.defaults.compression.algorithm=gzip",
			"larder.caches.texts.null-ttl=0", "larder.caches.texts.compression.algorithm=none",
			"larder.caches.texts.ttl-jitter=0.5" })
	void settingsThatDoNotConcernARawCacheDoNotFailTheStart(String property) {
		this.memcachedRunner.withPropertyValues(server(), "larder.caches.texts.serializer=raw", property)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void localCacheIsNotCheckedAsARawOne() {
		this.memcachedRunner
			.withPropertyValues(server(), "larder.caches.texts.serializer=raw", "larder.caches.texts.null-ttl=1m",
					"larder.caches.texts.mode=local")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void rawCachesByDefaultHoldNoNulls() {
		this.memcachedRunner
			.withPropertyValues(server(), "larder.defaults.serializer=raw", "larder.defaults.null-ttl=1m")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo("larder.defaults.null-ttl")));
	}

	@Test
	void valueThatDoesNotSurviveItsSerializerIsReportedOnceAndNotCached(CapturedOutput output) {
		this.memcachedRunner.withPropertyValues(server()).run((context) -> {
			LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("forgetful");
			cache.put("key", "before");
			cache.put("key", new Forgetful("secret"));
			cache.put("key", new Forgetful("secret"));
			assertThat(cache.get("key")).isNull();
			assertThat(cache.getStatistics().refusedValues()).isEqualTo(2);
			assertThat(output.getOut().split("Cache 'forgetful': ", -1)).hasSize(2);
			assertThat(output).contains(Forgetful.class.getName()).contains("Forgetful.text").contains("transient");
		});
	}

	@Test
	void functionDecidesHowLongAnEntryLives() {
		this.memcachedRunner.withBean(TtlFunction.class, () -> (cache, key, value) -> Duration.ofDays(60))
			.withPropertyValues(server())
			.run((context) -> {
				context.getBean(LarderCacheManager.class).getCache("texts").put("key", "value");
				String expiry = memcached.server().command("mg shop:texts:key t");
				assertThat(Long.parseLong(expiry.substring("HD t".length()))).isGreaterThan(59 * 24 * 3600L);
			});
	}

	@Test
	void functionThatFailsLeavesTheTimeToTheSettings() {
		this.memcachedRunner.withBean(TtlFunction.class, () -> (cache, key, value) -> {
			throw new IllegalStateException("broken");
		}).withPropertyValues(server()).run((context) -> {
			LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("texts");
			cache.put("key", "value");
			assertThat(cache.get("key", String.class)).isEqualTo("value");
		});
	}

	@Test
	void typeOutsideTheApplicationIsNotReadUnlessItIsAllowed() {
		DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
		this.memcachedRunner.withPropertyValues(server(), "larder.defaults.serializer=jdk").run((context) -> {
			LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("symbols");
			cache.put("key", symbols);
			assertThat(cache.get("key")).isNull();
		});
		this.memcachedRunner
			.withPropertyValues(server(), "larder.defaults.serializer=jdk",
					"larder.serialization.allowed-types=java.text.*")
			.run((context) -> {
				LarderCache cache = (LarderCache) context.getBean(LarderCacheManager.class).getCache("symbols");
				cache.put("key", symbols);
				assertThat(cache.get("key", DecimalFormatSymbols.class)).isEqualTo(symbols);
			});
	}

	private static List<NodeStatistics> nodes(AssertableApplicationContext context) {
		return context.getBean(LarderCacheManager.class).getNodeStatistics();
	}

	private static String server() {
		return "larder.memcached.servers=" + memcached.server().address();
	}

	record Product(int id, String name) {

	}

	static class Forgetful {

		private final transient String text;

		Forgetful(String text) {
			this.text = text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Forgetful that && Objects.equals(this.text, that.text);
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.text);
		}

	}

	static class Products {

		private final AtomicInteger calls = new AtomicInteger();

		// The field of a proxy is not that of its target
		public int calls() {
			return this.calls.get();
		}

		@Cacheable("products")
		public Product find(int id) {
			this.calls.incrementAndGet();
			return new Product(id, "Product " + id);
		}

		@Cacheable("laterProducts")
		public CompletableFuture<Product> findLater(int id) {
			return CompletableFuture.supplyAsync(() -> find(id));
		}

		@Cacheable("reactiveProducts")
		public Mono<Product> findReactively(int id) {
			return Mono.fromSupplier(() -> find(id));
		}

		@CachePut(cacheNames = "products", key = "#id")
		public Product rename(int id, String name) {
			return new Product(id, name);
		}

		@CacheEvict("products")
		public void remove(int id) {
			// The annotation does the work
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	static class ProductConfiguration {

		@Bean
		Products products() {
			return new Products();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SerializerConfiguration {

		@Bean
		ValueSerializer mirroring() {
			return new MirroringSerializer();
		}

		@Bean
		RawSerializer pickled() {
			return new RawSerializer(String.class, 16);
		}

	}

	static class MirroringSerializer implements ValueSerializer {

		@Override
		public int format() {
			return 16;
		}

		@Override
		public byte[] serialize(Object value) {
			return new StringBuilder((String) value).reverse().toString().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object deserialize(byte[] data) {
			return new StringBuilder(new String(data, StandardCharsets.UTF_8)).reverse().toString();
		}

	}

}
