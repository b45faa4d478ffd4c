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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.larder.entry.CacheTtl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a user reads when an application does not start because of a wrong property.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	/**
	 * Values of settings that take texts, and other texts than these.
	 */
	private static final Map<String, String> WRONG_TEXTS = Map.of("key-prefix", " ", "memcached.servers", "cache-1",
			"memcached.username", "two words", "local.snapshot.directory", "/dev/null/below",
			"serialization.allowed-types", "com.acme", "serializer", "kryo");

	/**
	 * How remedies begin.
	 */
	private static final List<String> REMEDIES = List.of("Use one of ", "Write ", "write '", "Name a directory");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					larder.mode                           | redis     | 'larder.mode' is 'redis'  | 'local', 'memcached', 'tiered'
					larder.key-prefix                     | ""        | larder.key-prefix         | It is empty
					larder.moed                           | local     | 'larder.moed' is no setting | 'larder.mode'
					larder.defaults.mode                  | REDIS     | 'larder.defaults.mode'    | 'local', 'memcached', 'tiered'
					larder.defaults.ttl                   | -1s       | larder.defaults.ttl       | must not be negative
					larder.defaults.ttl                   | soon      | larder.defaults.ttl       | 'soon'
					larder.defaults.tttl                  | 1m        | larder.defaults.tttl      | 'larder.defaults.ttl'
					larder.defaults.ttl-jitter            | 2         | larder.defaults.ttl-jitter | from 0 to 1
					larder.defaults.null-ttl              | -1s       | larder.defaults.null-ttl  | must not be negative
					larder.defaults.stale-ttl             | -1s       | larder.defaults.stale-ttl | must not be negative
					larder.defaults.soft-load-timeout     | -1s       | larder.defaults.soft-load-timeout | must not be negative
					larder.defaults.load-timeout          | -1s       | larder.defaults.load-timeout | must not be negative
					larder.defaults.refresh-ahead         | maybe     | larder.defaults.refresh-ahead | maybe
					larder.defaults.cluster-lease         | maybe     | larder.defaults.cluster-lease | maybe
					larder.defaults.lease-time            | 1ms       | larder.defaults.lease-time | 100 milliseconds
					larder.defaults.max-entries           | 0         | larder.defaults.max-entries | 1 or more
					larder.defaults.max-weight            | 1MB       | larder.defaults.max-weight | 'copy-on-read: true'
					larder.defaults.max-weight            | -1MB      | larder.defaults.max-weight | must not be negative
					larder.defaults.local-ttl             | -1s       | larder.defaults.local-ttl | must not be negative
					larder.defaults.copy-on-read          | maybe     | larder.defaults.copy-on-read | maybe
					larder.defaults.serializer            | kryo      | larder.defaults.serializer | 'json'
					larder.defaults.serializer            | ""        | larder.defaults.serializer | It is empty
					larder.defaults.compression.algorithm | zip       | larder.defaults.compression.algorithm | 'none', 'lz4', 'gzip'
					larder.defaults.compression.threshold | -1KB      | larder.defaults.compression.threshold | must not be negative
					larder.caches.products.mode           | redis     | 'larder.caches.products.mode' | 'local', 'memcached', 'tiered'
					larder.caches.products.null-ttl       | -1s       | larder.caches.products.null-ttl | must not be negative
					larder.caches.users.byId.ttl          | 1s        | larder.caches.users.byId.ttl | larder.caches[users.byId].ttl
					larder.caches.text.null-ttl           | 1m        | larder.caches.text.null-ttl | write '0'
					larder.caches.text.compression.algorithm | gzip   | larder.caches.text.compression.algorithm | write 'none'
					larder.memcached.servers              | cache     | larder.memcached.servers  | 'host:port'
					larder.memcached.operation-timeout    | 0         | larder.memcached.operation-timeout | millisecond
					larder.memcached.connect-timeout      | 0         | larder.memcached.connect-timeout | millisecond
					larder.memcached.max-item-size        | 0         | larder.memcached.max-item-size | from 1KB
					larder.memcached.username             | a:b       | larder.memcached.username | as in the servers' file
					larder.memcached.username             | shop      | larder.memcached.password | go together
					larder.memcached.password             | s3cret    | larder.memcached.username | go together
					larder.memcached.ssl.enabled          | maybe     | larder.memcached.ssl.enabled | maybe
					larder.memcached.ssl.bundle           | cache     | larder.memcached.ssl.bundle | spring.ssl.bundle.pem
					larder.memcached.discovery.mode       | consul    | larder.memcached.discovery.mode | 'static', 'dns', 'elasticache'
					larder.memcached.discovery.interval   | 0         | larder.memcached.discovery.interval | 100 milliseconds
					larder.local.snapshot.directory       | /dev/null/below | larder.local.snapshot.directory | Name a directory
					larder.local.snapshot.interval        | 0         | larder.local.snapshot.interval | millisecond
					larder.coherence.poll-interval        | 0         | larder.coherence.poll-interval | millisecond
					larder.coherence.when-unreachable     | forget    | larder.coherence.when-unreachable | 'serve', 'bypass'
					larder.serialization.allowed-types    | com.acme  | larder.serialization.allowed-types | 'com.acme.*'
					larder.guard-all-loads                | maybe     | larder.guard-all-loads    | maybe
					larder.transaction-aware              | maybe     | larder.transaction-aware  | maybe
					spring.cache.type                     | memcached | Remove 'spring.cache.type' | 'local', 'memcached' or 'tiered'
					""")
	void analysisSaysWhatToWrite(String property, String value, String first, String second, CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.caches.text.serializer=raw", "--" + property + "=" + value));
		String analysis = output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
		assertThat(analysis).contains(first).contains(second);
	}

	/**
	 * Every setting, with a value it cannot take, but passwords, whose values are not
	 * shown.
	 */
	static Stream<Arguments> wrongValues() {
		Stream<Arguments> ofLarder = new SettingCatalog(LarderProperties.class).all()
			.stream()
			.filter((setting) -> !setting.name().equals("memcached.password"))
			.map((setting) -> wrongValue("larder.", setting));
		Stream<Arguments> ofCaches = new SettingCatalog(LarderProperties.Cache.class).all()
			.stream()
			.map((setting) -> wrongValue("larder.caches.products.", setting));
		return Stream.concat(ofLarder, ofCaches);
	}

	private static Arguments wrongValue(String prefix, SettingCatalog.Setting setting) {
		String value = WRONG_TEXTS.get(setting.name().replaceFirst("^defaults\\.", ""));
		return Arguments.of(prefix + setting.name(), (value != null) ? value : "nonsense");
	}

	@ParameterizedTest
	@MethodSource("wrongValues")
	void everySettingSaysWhatIsWrongWithItsValueAndWhatToWrite(String property, String value, CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.mode=tiered", "--" + property + "=" + value));
		String analysis = output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
		assertThat(analysis).contains(property).contains(value);
		assertThat(REMEDIES).as(analysis).anyMatch(analysis::contains);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			url         | ftp://larder | Write a URL
			service-url | shop         | Write a URL
			name        | my shop      | Write letters
			ssl-bundle  | nonsense     | Define it
			interval    | nonsense     | Write a time
			interval    | 1ms          | Write a duration
			timeout     | nonsense     | Write a time
			timeout     | 1h           | Write a duration
			""")
	void settingOfTheRegistrationSaysWhatToWrite(String setting, String value, String remedy, CapturedOutput output) {
		String property = "larder.admin.client." + setting;
		String url = setting.equals("url") ? value : "http://localhost:1";
		String other = setting.equals("url") ? "--larder.mode=local" : "--" + property + "=" + value;
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.admin.client.url=" + url, "--larder.admin.client.token=secret", other));
		String analysis = output.getAll().substring(output.getAll().lastIndexOf("APPLICATION FAILED TO START"));
		assertThat(analysis).contains(property).contains(remedy).doesNotContain("secret");
	}

	@Test
	void boundOfBytesBesideOneOfEntriesIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--larder.caches.products.max-weight=1MB",
				"--larder.caches.products.max-entries=5", "--larder.caches.products.copy-on-read=true"));
		assertThat(output).contains("larder.caches.products.max-weight")
			.contains("either 'max-entries' or 'max-weight'");
	}

	@Test
	void boundOfBytesOfWhatIsRestoredIsExplained(CapturedOutput output, @TempDir Path directory) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--larder.caches.products.max-weight=1MB",
				"--larder.caches.products.copy-on-read=true", "--larder.local.snapshot.directory=" + directory));
		assertThat(output).contains("larder.caches.products.max-weight").contains("larder.local.snapshot.directory");
	}

	@Test
	void missingKeyPrefixIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--larder.mode=memcached"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("larder.key-prefix")
			.contains("spring.application.name");
	}

	@Test
	void wrongPasswordIsExplainedWithoutShowingIt(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.memcached.username=shop", "--larder.memcached.password=s3cret one"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The value of 'larder.memcached.password' cannot be used")
			.doesNotContain("s3cret");
	}

	@Test
	void bundleThatCannotBeUsedIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.mode=memcached", "--larder.memcached.ssl.bundle=cache",
					"--spring.ssl.bundle.pem.cache.truststore.certificate=/dev/null/none.crt"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("larder.memcached.ssl.bundle")
			.contains("Correct the properties of the bundle");
	}

	@Test
	void unknownCacheTypeThatIsNotOursIsLeftToSpringBoot(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--spring.cache.type=memory"));
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("larder.mode");
	}

	@Test
	void timeToLiveOfAMethodThatIsNoneIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> run(TimedApplication.class, "--spring.application.name=shop", "--shop.ttl=10"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("@CacheTtl of " + TimedApplication.class.getName()
					+ ".price cannot be understood: '10' has no unit")
			.contains("@CacheTtl(\"10m\")");
	}

	private static void start(String... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "--spring.application.name=shop";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		run(all);
	}

	private static void run(String... arguments) {
		run(ShopApplication.class, arguments);
	}

	private static void run(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(arguments).close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ShopApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class TimedApplication {

		@Cacheable("prices")
		@CacheTtl("${shop.ttl}")
		public int price(String product) {
			return product.length();
		}

	}

}
