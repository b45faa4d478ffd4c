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
package dev.larder.admin.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedHeadersWarning}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForwardedHeadersWarningTests {

	private final MockEnvironment environment = new MockEnvironment();

	private void start() {
		new ForwardedHeadersWarning(this.environment).run(new DefaultApplicationArguments());
	}

	@Test
	void headersThatAnybodyForgesAreWarnedOf(CapturedOutput output) {
		this.environment.setProperty("server.forward-headers-strategy", "FRAMEWORK");
		start();
		assertThat(output).contains("WARN", "anybody may forge", "Write 'native'");
	}

	@Test
	void trustInAllPrivateNetworksIsWarnedOf(CapturedOutput output) {
		this.environment.setProperty("server.forward-headers-strategy", "native");
		start();
		assertThat(output).contains("WARN", "private network", "server.tomcat.remoteip.internal-proxies");
	}

	@Test
	void platformsWhereProxiesAreTrustedAreWarnedOf(CapturedOutput output) {
		this.environment.setProperty("spring.main.cloud-platform", "kubernetes");
		start();
		assertThat(output).contains("private network");
	}

	@Test
	void nothingIsSaidOfNamedProxiesAndWithoutAny(CapturedOutput output) {
		start();
		this.environment.setProperty("server.forward-headers-strategy", "native");
		this.environment.setProperty("server.tomcat.remoteip.internal-proxies", "10.0.0.7/32");
		start();
		assertThat(output).doesNotContain("forge");
	}

}
