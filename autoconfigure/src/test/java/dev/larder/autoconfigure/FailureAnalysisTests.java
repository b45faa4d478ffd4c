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
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			larder.mode=redis                               | LOCAL            | MEMCACHED
			larder.memcached.servers=cache                  | larder.memcached.servers | 'host:port'
			larder.defaults.ttl=-1s                         | larder.defaults.ttl      | must not be negative
			larder.caches.products.null-ttl=-1s             | larder.caches.products.null-ttl | must not be negative
			larder.defaults.serializer=kryo                 | larder.defaults.serializer | 'jdk', 'json'
			larder.caches.text.null-ttl=1m                  | larder.caches.text.null-ttl | write '0'
			larder.caches.text.compression.algorithm=gzip   | larder.caches.text.compression.algorithm | write 'none'
			larder.defaults.ttl=soon                        | larder.defaults.ttl      | 'soon'
			larder.defaults.compression.algorithm=zip       | LZ4                      | GZIP
			larder.local.snapshot.directory=/dev/null/below | larder.local.snapshot.directory | Name a directory
			spring.cache.type=memcached                     | larder.mode              | Remove 'spring.cache.type'
			""")
	void analysisSaysWhatToWrite(String property, String first, String second, CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start("--larder.mode=memcached", "--larder.caches.text.serializer=raw", "--" + property));
		assertThat(output).contains("APPLICATION FAILED TO START").contains(first).contains(second);
	}

	@Test
	void unknownCacheTypeThatIsNotOursIsLeftToSpringBoot(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start("--spring.cache.type=memory"));
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("larder.mode");
	}

	private static void start(String... arguments) {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] all = new String[arguments.length + 1];
		all[0] = "--spring.application.name=shop";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		application.run(all).close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ShopApplication {

	}

}
