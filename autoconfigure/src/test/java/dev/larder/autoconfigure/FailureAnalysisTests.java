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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a user reads when an application does not start because of a wrong property.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

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

	@Test
	void missingKeyPrefixIsExplained(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--larder.mode=memcached"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("larder.key-prefix")
			.contains("spring.application.name");
	}

	@Test
	void unknownCacheTypeThatIsNotOursIsLeftToSpringBoot(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--spring.cache.type=memory"));
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("larder.mode");
	}

	private static void start(String... arguments) {
		String[] all = new String[arguments.length + 1];
		all[0] = "--spring.application.name=shop";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		run(all);
	}

	private static void run(String... arguments) {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(arguments).close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ShopApplication {

	}

}
