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
package dev.larder.autoconfigure.registration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ManagementUrl}.
 */
class ManagementUrlTests {

	private static final URI SERVICE = URI.create("http://127.0.0.1:9090");

	private static URI find(URI service, String... properties) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(properties).applyTo(environment);
		return new ManagementUrl(environment).find(service);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a=b | http://127.0.0.1:8080/actuator",
			"server.servlet.context-path=/shop | http://127.0.0.1:8080/shop/actuator",
			"server.servlet.context-path=/shop spring.mvc.servlet.path=/web/ | http://127.0.0.1:8080/shop/web/actuator",
			"spring.webflux.base-path=/shop | http://127.0.0.1:8080/shop/actuator",
			"management.endpoints.web.base-path=/ | http://127.0.0.1:8080",
			"management.endpoints.web.base-path=/manage | http://127.0.0.1:8080/manage",
			"management.server.base-path=/admin | http://127.0.0.1:8080/actuator",
			"server.address=10.0.0.7 | http://10.0.0.7:8080/actuator",
			"server.address=localhost | http://localhost:8080/actuator",
			"server.address=0.0.0.0 | http://127.0.0.1:8080/actuator",
			"server.address=::1 | http://[::1]:8080/actuator",
			"management.server.address=10.0.0.8 | http://127.0.0.1:8080/actuator",
			"server.address=10.0.0.7 server.ssl.bundle=web | https://10.0.0.7:8080/actuator",
			"server.ssl.enabled=false server.ssl.bundle=web | http://127.0.0.1:8080/actuator" })
	void endpointsOfTheApplicationsServer(String properties, String url) throws IOException {
		assertThat(find(SERVICE, ("local.server.port=8080 local.management.port=8080 " + properties).split(" ")))
			.hasToString(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "server.servlet.context-path=/shop | http://127.0.0.1:8081/actuator",
			"management.server.base-path=/admin | http://127.0.0.1:8081/admin/actuator",
			"management.server.address=10.0.0.8 | http://10.0.0.8:8081/actuator",
			"server.address=10.0.0.7 | http://127.0.0.1:8081/actuator",
			"management.server.address=10.0.0.8 server.ssl.bundle=web | https://10.0.0.8:8081/actuator",
			"server.ssl.bundle=web management.server.ssl.enabled=false | http://127.0.0.1:8081/actuator",
			"management.server.address=10.0.0.8 management.server.ssl.bundle=web | https://10.0.0.8:8081/actuator" })
	void endpointsOfAServerOfTheirOwn(String properties, String url) throws IOException {
		assertThat(find(SERVICE, ("local.server.port=8080 local.management.port=8081 " + properties).split(" ")))
			.hasToString(url);
	}

	@Test
	void encryptedEndpointsHaveTheNameOfTheHost() throws IOException {
		assertThat(find(SERVICE, "local.server.port=8080", "local.management.port=8080", "server.ssl.bundle=web"))
			.hasToString("https://" + InetAddress.getLocalHost().getCanonicalHostName() + ":8080/actuator");
	}

	@Test
	void instanceWithoutAServerHasNone() throws IOException {
		assertThat(find(SERVICE, "server.port=8080")).isNull();
	}

	@Test
	void unknownAdminServiceIsNamed() {
		assertThatIOException()
			.isThrownBy(
					() -> find(URI.create("http://nowhere.invalid"), "local.server.port=1", "local.management.port=1"))
			.withMessageContaining("its host nowhere.invalid is unknown");
	}

}
