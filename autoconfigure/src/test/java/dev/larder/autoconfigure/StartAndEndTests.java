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
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.NodeStatistics.State;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.actuate.LarderHealthIndicator;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import net.jpountz.lz4.LZ4Factory;
import net.rubyeye.xmemcached.MemcachedClient;
import org.apache.fory.Fory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.smile.SmileMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an application with caches starts, what it needs for that, and how it ends.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class StartAndEndTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class))
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.memcached.servers=" + memcached.server().address());

	@Test
	void serverIsConnectedToBeforeACacheIsUsed() {
		this.contextRunner.withPropertyValues("larder.mode=memcached").run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(cacheManager.getNodeStatistics()).isNotEmpty()
					.allSatisfy((node) -> assertThat(node.state()).isEqualTo(State.UP)));
		});
	}

	@Test
	void firstCallsThatAreLateJudgeNobody(CapturedOutput output) {
		memcached.server().freeze();
		this.contextRunner
			.withPropertyValues("larder.mode=memcached", "larder.memcached.operation-timeout=20ms",
					"larder.coherence.poll-interval=1m")
			.run((context) -> {
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				LarderCache cache = cache(cacheManager, "products");
				for (int i = 0; i < 6; i++) {
					assertThat(cache.get("key")).isNull();
				}
				assertThat(cacheManager.getNodeStatistics().get(0).state()).isEqualTo(State.UNKNOWN);
				assertThat(new LarderHealthIndicator(cacheManager::getNodeStatistics).health(false).getStatus())
					.isEqualTo(Status.UNKNOWN);
				assertThat(output).doesNotContain("timed out").doesNotContain("does not answer");
				memcached.server().resume();
				Awaitility.await().untilAsserted(() -> {
					cache.put("key", "value");
					assertThat(cache.get("key")).isNotNull();
				});
				assertThat(new LarderHealthIndicator(cacheManager::getNodeStatistics).health(false).getStatus())
					.isEqualTo(Status.UP);
			});
	}

	@Test
	void serverThatHangsFromTheStartIsGivenUpInTheEnd() {
		memcached.server().freeze();
		try {
			this.contextRunner.withPropertyValues("larder.mode=memcached", "larder.memcached.operation-timeout=20ms")
				.run((context) -> {
					LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
					LarderCache cache = cache(context.getBean(LarderCacheManager.class), "products");
					Awaitility.await().untilAsserted(() -> {
						assertThat(cache.get("key")).isNull();
						assertThat(cacheManager.getNodeStatistics().get(0).state()).isEqualTo(State.DOWN);
					});
				});
		}
		finally {
			memcached.server().resume();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void ordinaryEndLogsNoWarning(String mode, CapturedOutput output) throws InterruptedException {
		ExecutorService callers = Executors.newFixedThreadPool(4);
		AtomicBoolean ended = new AtomicBoolean();
		try {
			this.contextRunner.withPropertyValues("larder.mode=" + mode, "larder.coherence.poll-interval=1ms")
				.run((context) -> {
					LarderCache cache = cache(context.getBean(LarderCacheManager.class), "products");
					Awaitility.await().untilAsserted(() -> {
						cache.put("known", "value");
						assertThat(cache.get("known")).isNotNull();
					});
					CountDownLatch busy = new CountDownLatch(4);
					for (int caller = 0; caller < 4; caller++) {
						int number = caller;
						callers.execute(() -> {
							for (int i = 0; !ended.get(); i++) {
								String key = number + "-" + i;
								assertThat(cache.get(key, () -> key)).isEqualTo(key);
								cache.evict(key);
								busy.countDown();
							}
						});
					}
					busy.await();
				});
		}
		finally {
			ended.set(true);
			callers.shutdown();
			assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(output).doesNotContain("WARN").doesNotContain("is closed").doesNotContain("was closed");
	}

	@Test
	void clientOfMemcachedDoesNotSpeakOfItself(CapturedOutput output) {
		SpringApplication application = new SpringApplication(WholeConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--spring.application.name=shop",
				"--logging.level.root=info", "--larder.mode=memcached",
				"--larder.memcached.servers=" + memcached.server().address())) {
			LarderCache cache = cache(context.getBean(LarderCacheManager.class), "products");
			Awaitility.await().untilAsserted(() -> {
				cache.put("key", "value");
				assertThat(cache.get("key")).isNotNull();
			});
		}
		assertThat(output).contains("Larder")
			.contains("mode memcached")
			.doesNotContain("yanf4j")
			.doesNotContain("reactors")
			.doesNotContain("localhost/127.0.0.1:0");
	}

	@ParameterizedTest
	@CsvSource({ "local, json", "memcached, json", "tiered, json", "memcached, raw" })
	void functionDecidesHowLongAnEntryLivesAndWhetherItIsStored(String mode, String serializer) {
		TtlFunction function = (cache, key, value) -> switch (String.valueOf(value)) {
			case "ended" -> Duration.between(Instant.now(), Instant.now().minusSeconds(60));
			case "zero" -> Duration.ZERO;
			case "for ever" -> TtlFunction.FOR_EVER;
			case "soon" -> Duration.ofHours(1);
			default -> null;
		};
		this.contextRunner.withBean(TtlFunction.class, () -> function)
			.withPropertyValues("larder.mode=" + mode, "larder.defaults.serializer=" + serializer)
			.run((context) -> {
				LarderCache cache = cache(context.getBean(LarderCacheManager.class), "offers");
				Awaitility.await().untilAsserted(() -> {
					cache.put("known", "other");
					assertThat(cache.get("known")).isNotNull();
				});
				for (String value : new String[] { "ended", "zero" }) {
					assertThat(cache.get("loaded", () -> value)).isEqualTo(value);
					assertThat(cache.get("loaded")).as(value).isNull();
					assertThat(cache.putIfAbsent("new", value)).isNull();
					assertThat(cache.get("new")).as(value).isNull();
					cache.put("key", "other");
					cache.put("key", value);
					assertThat(cache.get("key")).as(value).isNull();
				}
				for (String value : new String[] { "for ever", "soon", "other" }) {
					cache.put("key", value);
					assertThat(cache.get("key", String.class)).isEqualTo(value);
				}
			});
	}

	@Test
	void forEverIsNeverExpired() {
		this.contextRunner.withBean(TtlFunction.class, () -> (cache, key, value) -> TtlFunction.FOR_EVER)
			.withPropertyValues("larder.mode=memcached")
			.run((context) -> {
				LarderCache cache = cache(context.getBean(LarderCacheManager.class), "offers");
				Awaitility.await().untilAsserted(() -> {
					cache.put("key", "value");
					assertThat(cache.get("key")).isNotNull();
				});
				assertThat(memcached.server().command("mg shop:offers:key t")).isEqualTo("HD t-1");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void putsAreThoseThatWereStored(String mode) {
		this.contextRunner
			.withPropertyValues("larder.mode=" + mode, "larder.defaults.null-ttl=0",
					"larder.memcached.operation-timeout=2s")
			.run((context) -> {
				LarderCache cache = cache(context.getBean(LarderCacheManager.class), "products");
				cache.put("key", "value");
				cache.get("loaded", () -> "value");
				cache.putIfAbsent("key", "other");
				assertThat(cache.getStatistics().puts()).isEqualTo(2);
				cache.put("null", null);
				cache.get("null", () -> null);
				memcached.server().kill();
				cache.put("lost", "value");
				assertThat(cache.get("lost too", () -> "value")).isEqualTo("value");
				assertThat(cache.getStatistics().puts()).isEqualTo(2);
				assertThat(cache.getStatistics().errors()).isPositive();
			});
	}

	@Test
	void missingCaffeineIsNamed() {
		assertMissing("larder.mode=tiered", Caffeine.class, "larder.mode", "com.github.ben-manes.caffeine:caffeine");
		assertMissing("larder.mode=local", Caffeine.class, "larder.mode", "com.github.ben-manes.caffeine:caffeine");
		assertMissing("larder.caches.products.mode=tiered", Caffeine.class, "larder.mode",
				"com.github.ben-manes.caffeine:caffeine");
	}

	@Test
	void missingClientIsNamed() {
		assertMissing("larder.mode=memcached", MemcachedClient.class, "larder.mode",
				"com.googlecode.xmemcached:xmemcached");
		assertMissing("larder.caches.products.mode=tiered", MemcachedClient.class, "larder.caches.products.mode",
				"com.googlecode.xmemcached:xmemcached");
	}

	@Test
	void missingCompressionIsNamed() {
		assertMissing("larder.mode=memcached", LZ4Factory.class, "larder.defaults.compression.algorithm",
				"at.yawk.lz4:lz4-java");
		this.contextRunner.withClassLoader(new FilteredClassLoader(LZ4Factory.class))
			.withPropertyValues("larder.mode=memcached", "larder.defaults.compression.algorithm=gzip")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void missingSerializerIsNamed() {
		assertMissing("larder.defaults.serializer=json", JsonMapper.class, "larder.defaults.serializer",
				"tools.jackson.core:jackson-databind");
		assertMissing("larder.defaults.serializer=smile", SmileMapper.class, "larder.defaults.serializer",
				"tools.jackson.dataformat:jackson-dataformat-smile");
		assertMissing("larder.defaults.serializer=fory", Fory.class, "larder.defaults.serializer",
				"org.apache.fory:fory-core");
	}

	private void assertMissing(String setting, Class<?> missing, String property, String dependency) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues(setting)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).contains(dependency);
				}));
	}

	private static LarderCache cache(LarderCacheManager cacheManager, String name) {
		cacheManager.getCache(name);
		return Objects.requireNonNull(cacheManager.getLarderCache(name));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	static class ShopConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class WholeConfiguration {

	}

}
