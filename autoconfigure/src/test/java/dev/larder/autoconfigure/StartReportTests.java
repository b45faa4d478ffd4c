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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.larder.internal.memcached.NodeAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is said at the start: {@link StartReport}, {@link SettingsAdvice} and
 * {@link LarderBackOffAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderBackOffAutoConfiguration.class))
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner cachingRunner = this.contextRunner
		.withUserConfiguration(CachingConfiguration.class);

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.larder.autoconfigure");

	private final @Nullable Level level = this.logger.getLevel();

	@BeforeEach
	void showInfo() {
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void restoreLevel() {
		this.logger.setLevel(this.level);
	}

	@Test
	void serversAreThoseThatAreUsed(CapturedOutput output) {
		this.cachingRunner.withPropertyValues("larder.mode=memcached", "larder.memcached.servers=cache-1:11211")
			.withBean(MemcachedConnectionDetails.class,
					() -> () -> List.of(new MemcachedConnectionDetails.Node("localhost", 1)))
			.run((context) -> assertThat(output).contains("servers localhost:1; key prefix shop"));
	}

	@Test
	void startSaysInOneLineHowValuesAreCached(CapturedOutput output) {
		this.cachingRunner
			.withPropertyValues("larder.mode=memcached", "larder.memcached.servers=localhost:1,127.0.0.2:1",
					"larder.caches.products.mode=tiered", "larder.caches.users.ttl=5m")
			.run((context) -> assertThat(lines(output, "Larder")).singleElement()
				.asString()
				.contains("INFO")
				.contains("mode memcached")
				.contains("servers localhost:1, 127.0.0.2:1")
				.contains("key prefix shop")
				.contains("caches products (tiered), users, and others as they are asked for"));
	}

	@Test
	void startInModeLocalSaysNothingOfServers(CapturedOutput output) {
		this.cachingRunner.withPropertyValues("spring.cache.cache-names=one,two")
			.run((context) -> assertThat(lines(output, "Larder")).singleElement()
				.asString()
				.contains("mode local; caches one, two and no others")
				.doesNotContain("servers")
				.doesNotContain("key prefix"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "simple" })
	void cacheTypeOfSpringBootIsWhyLarderStepsBack(String type, CapturedOutput output) {
		this.cachingRunner.withPropertyValues("spring.cache.type=" + type)
			.run((context) -> assertThat(lines(output, "Larder is not used")).singleElement()
				.asString()
				.contains("'spring.cache.type' is '" + type + "'"));
	}

	@Test
	void cacheManagerOfTheApplicationIsWhyLarderStepsBack(CapturedOutput output) {
		this.cachingRunner.withBean("ownCacheManager", CacheManager.class, ConcurrentMapCacheManager::new)
			.run((context) -> assertThat(lines(output, "Larder is not used")).singleElement()
				.asString()
				.contains("'ownCacheManager'"));
	}

	@Test
	void cacheResolverIsWhyLarderStepsBack(CapturedOutput output) {
		this.cachingRunner.withUserConfiguration(ResolverConfiguration.class)
			.run((context) -> assertThat(lines(output, "Larder is not used")).singleElement()
				.asString()
				.contains("'cacheResolver'"));
	}

	@Test
	void cachingThatIsNotEnabledIsWhyLarderStepsBack(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(lines(output, "Larder is not used")).singleElement()
			.asString()
			.contains("@EnableCaching"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					larder.defaults.ttl=300                                           | 'larder.defaults.ttl' is '300', which is in milliseconds
					larder.caches.products.stale-ttl=60                               | '60s' if seconds are meant
					larder.memcached.operation-timeout=250                            | 'larder.memcached.operation-timeout' is '250'
					larder.coherence.poll-interval=1h larder.mode=tiered              | served for twice that time
					larder.mode=tiered larder.defaults.local-ttl=2h larder.defaults.ttl=1h | 'larder.defaults.local-ttl' has no effect: a copy
					larder.caches.users.mode=tiered larder.caches.users.local-ttl=2h  | 'larder.caches.users.local-ttl' has no effect: a copy
					larder.defaults.local-ttl=1m                                      | only in mode 'tiered'
					larder.defaults.soft-load-timeout=1s                              | without 'stale-ttl'
					larder.caches.users.soft-load-timeout=1s                          | 'larder.caches.users.soft-load-timeout' has no effect: without 'stale-ttl'
					larder.defaults.soft-load-timeout=2s larder.defaults.load-timeout=1s larder.defaults.stale-ttl=1m | 'load-timeout' is not longer
					larder.defaults.stale-ttl=1m larder.defaults.ttl=0                | never outdated
					larder.defaults.refresh-ahead=true larder.defaults.ttl=0          | live for ever
					larder.defaults.lease-time=5s larder.defaults.cluster-lease=false | there are no leases
					larder.defaults.compression.threshold=1KB larder.defaults.compression.algorithm=none | nothing is compressed
					larder.mode=memcached larder.defaults.max-entries=5               | 'larder.defaults.max-entries' has no effect
					larder.mode=memcached larder.caches.a.max-entries=5 larder.caches.b.max-entries=6 | 'larder.caches.a.max-entries', 'larder.caches.b.max-entries' have no effect
					larder.mode=memcached larder.defaults.max-weight=5MB              | 'larder.defaults.max-weight' has no effect
					larder.mode=memcached larder.defaults.copy-on-read=true           | the reader's own in any case
					larder.mode=tiered larder.local.snapshot.directory=target/none    | no cache is in mode 'local'
					larder.defaults.ttl=0 larder.defaults.max-entries=5000000         | entries are kept for ever, until memory runs out
					larder.mode=tiered larder.caches.users.ttl=0 larder.caches.users.max-entries=5000000 | 'larder.caches.users.ttl' is 0
					spring.application.name=demo larder.mode=memcached                | The key prefix in memcached is 'demo'
					spring.cache.caffeine.spec=maximumSize=10                         | 'spring.cache.caffeine.spec' has no effect
					spring.cache.redis.time-to-live=10s                               | 'spring.cache.redis.time-to-live' has no effect
					""")
	void whatCanHardlyBeMeantIsSaidOnce(String properties, String expected) {
		this.cachingRunner.withPropertyValues(properties.split(" ")).run((context) -> {
			List<String> advice = SettingsAdvice.of(context.getBean(LarderSettings.class),
					context.getBean(Environment.class));
			assertThat(advice).singleElement().asString().contains(expected);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.defaults.ttl=0", "larder.defaults.ttl=300ms", "larder.defaults.max-entries=300",
			"larder.coherence.poll-interval=1h",
			"larder.mode=tiered larder.defaults.local-ttl=2h larder.defaults.ttl=0",
			"larder.mode=tiered larder.caches.users.ttl=10s",
			"larder.defaults.soft-load-timeout=1s larder.defaults.stale-ttl=1m",
			"larder.defaults.soft-load-timeout=1s larder.caches.users.stale-ttl=1m",
			"larder.mode=memcached larder.defaults.max-entries=5 larder.caches.users.mode=local",
			"larder.mode=tiered larder.local.snapshot.directory=target/none larder.caches.users.mode=local",
			"larder.memcached.servers=cache-1:11211,cache-2:11211", "larder.defaults.copy-on-read=true",
			"larder.defaults.max-entries=5000000", "larder.mode=memcached larder.defaults.ttl=0", "larder.mode=tiered",
			"larder.mode=memcached", "spring.application.name=demo",
			"spring.application.name=demo larder.mode=memcached larder.key-prefix=demo" })
	void whatMakesSenseIsNotSpokenOf(String properties) {
		this.cachingRunner.withPropertyValues(properties.split(" "))
			.run((context) -> assertThat(
					SettingsAdvice.of(context.getBean(LarderSettings.class), context.getBean(Environment.class)))
				.isEmpty());
	}

	@Test
	void adviceIsLoggedAtTheStart(CapturedOutput output) {
		this.cachingRunner.withPropertyValues("larder.defaults.ttl=300")
			.run((context) -> assertThat(lines(output, "'larder.defaults.ttl'")).singleElement()
				.asString()
				.contains("WARN"));
	}

	@Test
	void serverUnderTwoNamesIsSaid() {
		assertThat(SettingsAdvice.ofAddresses(
				List.of(new NodeAddress("localhost", 11211, 1), new NodeAddress("127.0.0.1", 11211, 1),
						new NodeAddress("127.0.0.1", 11212, 1), new NodeAddress("no such host", 11211, 1)),
				InetAddress::getAllByName))
			.singleElement()
			.asString()
			.contains("'127.0.0.1:11211' and 'localhost:11211'");
	}

	@ParameterizedTest
	@CsvSource({ "caches, 10.0.0.1 10.0.0.2, which has 2 addresses", "caches, fd00::1 fd00::2, which has 2 addresses",
			"shop.abc.cfg.euc1.cache.amazonaws.com, 10.0.0.1, the configuration endpoint of a cluster" })
	void nameOfSeveralServersIsSaid(String name, String addresses, String finding) {
		assertThat(SettingsAdvice.ofAddresses(List.of(new NodeAddress(name, 11211, 1)),
				(host) -> addresses(addresses.split(" "))))
			.singleElement()
			.asString()
			.contains("'" + name + ":11211'")
			.contains(finding);
	}

	@Test
	void serverWithAnAddressOfEachKindIsOne() {
		assertThat(SettingsAdvice.ofAddresses(List.of(new NodeAddress("cache", 11211, 1)),
				(host) -> addresses("10.0.0.1", "fd00::1")))
			.isEmpty();
	}

	private static InetAddress[] addresses(String... texts) throws UnknownHostException {
		InetAddress[] addresses = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			addresses[i] = InetAddress.getByName(texts[i]);
		}
		return addresses;
	}

	private static List<String> lines(CapturedOutput output, String part) {
		return output.getOut().lines().filter((line) -> line.contains(" " + part)).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class ResolverConfiguration implements CachingConfigurer {

		@Bean
		@Override
		public CacheResolver cacheResolver() {
			return new SimpleCacheResolver(new NoOpCacheManager());
		}

	}

}
