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
package dev.larder.sample.endtoend;

import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application while its memcached is killed, gone, and back. */
class LostMemcachedEndToEndTests {

	private static final long SHANGHAI = 1796236;

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("memcached", 1, memcached::addresses);

	private final SampleProcess instance = instances.get(0);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | /cities/1796236
			404 | /cities/1
			200 | /cities?prefix=Sha
			200 | /cities/nearest?latitude=31.222&longitude=121.458&count=3
			200 | /countries/CN/statistics
			400 | /countries/XX/statistics
			""")
	void answersAreTheSameWithoutMemcached(int status, String uri) {
		String before = this.instance.body(uri);
		memcached.server().kill();
		for (int i = 0; i < 5; i++) {
			this.instance.get(uri).expectStatus().isEqualTo(status).expectBody(String.class).isEqualTo(before);
		}
	}

	@RepeatedTest(3)
	void aChangeShowsAtOnceWithoutMemcached() {
		this.instance.get("/cities/1796236").expectStatus().isOk();
		memcached.server().kill();
		this.instance.updatePopulation(SHANGHAI, 22_315_475).expectStatus().isOk();
		try {
			assertThat(this.instance.body("/cities/1796236")).contains("\"population\":22315475");
		}
		finally {
			this.instance.updatePopulation(SHANGHAI, 22_315_474).expectStatus().isOk();
		}
	}

	@Test
	void hitsAreBackWhenMemcachedIs() {
		memcached.server().kill();
		this.instance.get("/cities/1796236").expectStatus().isOk();
		memcached.server().restart();
		double hits = this.instance.hits("cities");
		Awaitility.await().untilAsserted(() -> {
			this.instance.get("/cities/1796236").expectStatus().isOk();
			assertThat(this.instance.hits("cities")).isGreaterThan(hits);
		});
	}

}
