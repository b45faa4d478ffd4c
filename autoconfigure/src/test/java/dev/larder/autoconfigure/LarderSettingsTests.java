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
import java.util.Map;

import dev.larder.autoconfigure.SettingNames.UnknownSettingException;
import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderSettings} and {@link SettingNames}, in mode local unless a test
 * says otherwise.
 */
class LarderSettingsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			larder.memcached.servers           | cache            | 'host:port'
			larder.memcached.servers           | a:1,a:1          | twice
			larder.memcached.operation-timeout | 0                | millisecond
			larder.memcached.operation-timeout | -1s              | millisecond
			larder.memcached.connect-timeout   | 0                | millisecond
			larder.memcached.max-item-size     | 1                | from 1KB
			larder.memcached.max-item-size     | -1MB             | from 1KB
			larder.coherence.poll-interval     | 0                | millisecond
			larder.local.snapshot.interval     | 0                | millisecond
			larder.defaults.serializer         | nope             | 'json'
			larder.caches.products.serializer  | nope             | 'json'
			larder.serialization.allowed-types | com.acme.**Order | name of a class
			larder.serialization.allowed-types | com.acme         | 'com.acme.*'
			larder.serialization.allowed-types | java.util.Lisst  | There is no class
			larder.caches.text.null-ttl              | 1m  | write '0'
			larder.caches.text.compression.algorithm | lz4 | write 'none'
			larder.caches.text.stale-ttl             | 1m  | Remove the property
			larder.caches.text.refresh-ahead         | true | Remove the property
			""")
	void everySettingIsCheckedInModeLocalToo(String property, String value, String expected) {
		this.contextRunner.withPropertyValues("larder.caches.text.serializer=raw", property + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).contains(expected);
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.mode", "larder.key-prefix", "larder.defaults.serializer", "larder.defaults.ttl",
			"larder.defaults.mode", "larder.caches.products.serializer", "larder.caches.products.max-entries",
			"larder.memcached.servers", "larder.memcached.operation-timeout", "larder.coherence.when-unreachable",
			"larder.defaults.compression.algorithm" })
	void emptyValueFailsTheStart(String property) {
		this.contextRunner.withPropertyValues(property + "=")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).contains("It is empty");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.local.snapshot.directory", "larder.serialization.allowed-types" })
	void whatMayBeLeftOutMayBeEmpty(String property) {
		this.contextRunner.withPropertyValues(property + "=").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			larder.defaults.tttl                      | larder.defaults.ttl
			larder.defaults.time-to-live              | larder.defaults.ttl'
			larder.caches.products.maximum-size       | larder.caches.products.max-entries
			larder.memcached.hosts                    | larder.memcached.servers
			larder.ttl                                | larder.defaults.ttl
			larder.moed                               | larder.mode
			larder.servers                            | larder.memcached.servers
			larder.memcached.server                   | larder.memcached.servers
			larder.memcached.operation-timeot         | larder.memcached.operation-timeout
			larder.defaults.compresion.algorithm      | larder.defaults.compression.algorithm
			larder.snapshot.directory                 | larder.local.snapshot.directory
			larder.caches.products.tttl               | larder.caches.products.ttl
			larder.caches.products                    | larder.caches.products.
			larder.caches[users.byId].maxentry        | larder.caches[users.byId].max-entries
			""")
	void unknownNameFailsTheStartWithTheNearest(String property, String nearest) {
		this.contextRunner.withInitializer(file(Map.of(property, "1m")))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(UnknownSettingException.class)
				.hasMessageContaining("'" + property + "'")
				.hasMessageContaining("Did you mean '" + nearest));
	}

	@Test
	void allUnknownNamesAreNamedAtOnce() {
		this.contextRunner.withPropertyValues("larder.moed=local", "larder.defaults.tttl=1m")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("'larder.mode'")
				.hasMessageContaining("'larder.defaults.ttl'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.admin.clusters.main.servers=cache:11211", "larder.sample.size=3",
			"larderous.mode=x", "larder-admin.mode=x" })
	void namesOfOthersAreLeftAlone(String property) {
		this.contextRunner.withUserConfiguration(SampleConfiguration.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.defaults.nullTtl", "larder.defaults.null_ttl", "larder.defaults.NULL-TTL",
			"LARDER.defaults.null-ttl" })
	void settingsAreKnownHoweverSpringBootReadsThem(String property) {
		this.contextRunner.withPropertyValues(property + "=5s")
			.run((context) -> assertThat(settings(context.getBean(LarderCacheManager.class), "any").nullTimeToLive())
				.isEqualTo(Duration.ofSeconds(5)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			larder.caches.products.ttl                  | products
			larder.caches.userProfile.ttl               | userProfile
			larder.caches.user-profile.ttl              | user-profile
			larder.caches.user_profile.ttl              | user_profile
			larder.caches[userProfile].ttl              | userProfile
			larder.caches[users.byId].ttl               | users.byId
			larder.caches[users::byId].ttl              | users::byId
			larder.caches[com.acme.Shop#find].ttl       | com.acme.Shop#find
			larder.caches[two words].ttl                | two words
			""")
	void settingsApplyToTheCacheOfTheNameThatIsWritten(String property, String cache) {
		this.contextRunner.withInitializer(file(Map.of(property, "7s"))).run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			assertThat(cacheManager.getCacheNames()).containsExactly(cache);
			assertThat(settings(cacheManager, cache).timeToLive()).isEqualTo(Duration.ofSeconds(7));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			larder.caches.users.byId.ttl                    | larder.caches[users.byId].ttl
			larder.caches.users.byId.compression.threshold  | larder.caches[users.byId].compression.threshold
			larder.caches.com.acme.Shop.max-entries         | larder.caches[com.acme.Shop].max-entries
			larder.caches.users::byId.ttl                   | larder.caches[users::byId].ttl
			larder.caches.users/all.ttl                     | larder.caches[users/all].ttl
			""")
	void nameThatWouldBeReadAsAnotherFailsTheStartWithWhatToWrite(String property, String expected) {
		this.contextRunner.withInitializer(file(Map.of(property, "7s")))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(UnknownSettingException.class)
				.hasMessageContaining("'" + property + "'")
				.hasMessageContaining("'" + expected + "'"));
	}

	@Test
	void namesThatSpringBootTakesForOneFailTheStart() {
		this.contextRunner.withPropertyValues("larder.caches.userProfile.ttl=1s", "larder.caches.user-profile.ttl=2s")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("'larder.caches.user-profile.ttl' cannot be told")
				.hasMessageContaining("larder.caches[user-profile].ttl"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			LARDER_CACHES_PRODUCTS_TTL           | products
			LARDER_CACHES_USERPROFILE_TTL        | userProfile
			LARDER_CACHES_USERPROFILE_TTL        | user-profile
			LARDER_CACHES_USER_PROFILE_TTL       | user-profile
			LARDER_CACHES_USER_PROFILE_TTL       | user_profile
			LARDER_CACHES_USERS_BYID_TTL         | users.byId
			LARDER_CACHES_USERSBYID_TTL          | users::byId
			""")
	void variableAppliesToTheCacheOfItsLettersAndDigits(String variable, String cache) {
		withVariables(Map.of(variable, "7s")).run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			assertThat(cacheManager.getCacheNames()).isEmpty();
			assertThat(settings(cacheManager, cache).timeToLive()).isEqualTo(Duration.ofSeconds(7));
			assertThat(settings(cacheManager, "other").timeToLive()).isEqualTo(Duration.ofHours(1));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			LARDER_CACHES_PRODUCTS_NULL_TTL      | larder.caches.products.ttl
			LARDER_CACHES_USERPROFILE_NULLTTL    | larder.caches.userProfile.ttl
			LARDER_CACHES_USER_PROFILE_NULLTTL   | larder.caches.userProfile.ttl
			LARDER_CACHES_USERS_BYID_NULL_TTL    | larder.caches[users.byId].ttl
			LARDER_CACHES_USERSBYID_NULL_TTL     | larder.caches[users::byId].ttl
			""")
	void variableAndFileApplyToOneCache(String variable, String property) {
		withVariables(Map.of(variable, "7s")).withInitializer(file(Map.of(property, "2s"))).run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			assertThat(cacheManager.getCacheNames()).hasSize(1);
			CacheSettings settings = settings(cacheManager, cacheManager.getCacheNames().iterator().next());
			assertThat(settings.timeToLive()).isEqualTo(Duration.ofSeconds(2));
			assertThat(settings.nullTimeToLive()).isEqualTo(Duration.ofSeconds(7));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.caches.userProfile.ttl", "larder.caches[userProfile].ttl",
			"larder.caches[user.profile].ttl" })
	void whatComesBeforeAVariableElsewhereDoesSoForCaches(String property) {
		withVariables(Map.of("LARDER_CACHES_USERPROFILE_TTL", "7s")).withSystemProperties(property + "=2s")
			.run((context) -> {
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				String cache = cacheManager.getCacheNames().iterator().next();
				assertThat(settings(cacheManager, cache).timeToLive()).isEqualTo(Duration.ofSeconds(2));
			});
		withVariables(Map.of("LARDER_CACHES_USERPROFILE_TTL", "7s")).withInitializer(file(Map.of(property, "2s")))
			.run((context) -> {
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				String cache = cacheManager.getCacheNames().iterator().next();
				assertThat(settings(cacheManager, cache).timeToLive()).isEqualTo(Duration.ofSeconds(7));
			});
	}

	@Test
	void variableAppliesAmongRestrictedNames() {
		withVariables(Map.of("LARDER_CACHES_USERPROFILE_TTL", "7s"))
			.withPropertyValues("spring.cache.cache-names=userProfile,products")
			.run((context) -> {
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				assertThat(cacheManager.getCacheNames()).containsExactlyInAnyOrder("userProfile", "products");
				assertThat(settings(cacheManager, "userProfile").timeToLive()).isEqualTo(Duration.ofSeconds(7));
				assertThat(cacheManager.getCache("others")).isNull();
			});
	}

	@Test
	void variableMaySetTheModeOfACache() {
		withVariables(Map.of("LARDER_CACHES_USERS_BYID_MODE", "memcached", "SPRING_APPLICATION_NAME", "shop"))
			.run((context) -> assertThat(settings(context.getBean(LarderCacheManager.class), "users.byId").mode())
				.isEqualTo(CacheMode.MEMCACHED));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			LARDER_DEFAULTS_TTTL              | LARDER_DEFAULTS_TTL
			LARDER_MEMCACHED_OPERATIONTIMEOT  | LARDER_MEMCACHED_OPERATIONTIMEOUT
			LARDER_MOED                       | LARDER_MODE
			LARDER_CACHES_PRODUCTS_LIFE       | _TTL
			""")
	void unknownVariableFailsTheStart(String variable, String expected) {
		withVariables(Map.of(variable, "1s")).run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOf(UnknownSettingException.class)
			.hasMessageContaining("'" + variable + "'")
			.hasMessageContaining("'" + expected + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "LARDER_HOME", "LARDER_VERSION", "LARDER_SERVICE_HOST", "LARDER_PORT",
			"LARDER_PORT_8080_TCP_ADDR", "LARDER_MEMCACHED_SERVICE_HOST", "LARDER_MEMCACHED_SERVICE_PORT_MEMCACHE",
			"LARDER_MEMCACHED_PORT", "LARDER_MEMCACHED_PORT_11211_TCP", "LARDER_ADMIN_POLLINTERVAL",
			"LARDER_LOCAL_SERVICE_PORT", "LARDERMODE", "LARDER_SAMPLE_SIZE" })
	void variableOfOthersIsLeftAlone(String variable) {
		withVariables(Map.of(variable, "tcp://10.0.0.1:11211")).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "LARDER_DEFAULTS_NULL_TTL", "LARDER_DEFAULTS_NULLTTL", "larder_defaults_nullttl" })
	void variableOfAllCachesIsKnownHoweverSpringBootReadsIt(String variable) {
		withVariables(Map.of(variable, "5s"))
			.run((context) -> assertThat(settings(context.getBean(LarderCacheManager.class), "any").nullTimeToLive())
				.isEqualTo(Duration.ofSeconds(5)));
	}

	@Test
	void wrongValueOfAVariableFailsTheStart() {
		withVariables(Map.of("LARDER_CACHES_USERS_BYID_TTL", "-1s"))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("larder.caches.usersbyid.ttl"));
	}

	private ApplicationContextRunner withVariables(Map<String, Object> variables) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> file(Map<String, Object> properties) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("file", properties));
	}

	private static CacheSettings settings(LarderCacheManager cacheManager, String name) {
		assertThat(cacheManager.getCache(name)).isNotNull();
		LarderCache cache = cacheManager.getLarderCache(name);
		assertThat(cache).isNotNull();
		return cache.getSettings();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SampleProperties.class)
	static class SampleConfiguration {

	}

	@ConfigurationProperties("larder.sample")
	record SampleProperties(int size) {

	}

}
