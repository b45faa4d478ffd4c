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

package dev.larder.benchmarks.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Environment}.
 */
class EnvironmentTests {

	@Test
	void librariesThatMatterAreNamedWithTheirVersions() {
		assertThat(
				Environment.libraries("lib/xmemcached-2.4.9.jar:target/classes:/m2/caffeine-3.2.4.jar:a/kotlin-1.jar"))
			.containsExactly("caffeine-3.2.4", "xmemcached-2.4.9");
	}

	@Test
	void modulesOfALibraryAreNotNamedBesideIt() {
		assertThat(Environment.libraries("spring-boot-4.1.2.jar:spring-boot-cache-4.1.2.jar"))
			.containsExactly("spring-boot-4.1.2");
	}

	@Test
	void versionIsTheFirstThatIsPrinted() {
		assertThat(Environment.firstVersion("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1"))
			.isEqualTo("7.0.15");
	}

	@Test
	void programThatIsNotThereHasNoVersion() {
		assertThat(Environment.version("no-such-program-" + System.nanoTime())).isEqualTo("not installed");
	}

}
