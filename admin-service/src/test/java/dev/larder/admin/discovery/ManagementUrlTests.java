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
package dev.larder.admin.discovery;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ManagementUrl}.
 */
class ManagementUrlTests {

	private static ServiceInstance service(String uri, String metadata) {
		Map<String, String> map = new LinkedHashMap<>();
		for (String entry : StringUtils.tokenizeToStringArray(metadata, " ")) {
			map.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
		}
		return new Registry().add("atlas", uri, map).getInstances("atlas").get(0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "http://10.0.0.1:8080 | - | http://10.0.0.1:8080/actuator",
			"https://10.0.0.1:8443 | - | https://10.0.0.1:8443/actuator",
			"http://10.0.0.1:8080/shop/ | - | http://10.0.0.1:8080/shop/actuator",
			"http://10.0.0.1:8080 | management.port=9001 | http://10.0.0.1:9001/actuator",
			"http://10.0.0.1:8080/shop | management.port=9001 | http://10.0.0.1:9001/actuator",
			"http://10.0.0.1:8080 | port.management=9001 | http://10.0.0.1:9001/actuator",
			"http://10.0.0.1:8080 | management.scheme=https management.address=10.0.0.2 | https://10.0.0.2:8080/actuator",
			"http://10.0.0.1:8080 | management.context-path=/manage | http://10.0.0.1:8080/manage",
			"http://10.0.0.1:8080 | management-port=9001 management-scheme=https management-context-path=m"
					+ " management-address=fe80::1 | https://[fe80::1]:9001/m",
			"http://10.0.0.1:8080 | management.port= management-port=9002 | http://10.0.0.1:9002/actuator",
			"http://10.0.0.1:8080 | user.name=jo user.password=secret | http://10.0.0.1:8080/actuator" })
	void metadataSayWhereTheEndpointsAre(String uri, String metadata, String expected) {
		assertThat(ManagementUrl.instance(service(uri, metadata)).managementUrl()).isEqualTo(URI.create(expected));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "management.port=none | 'none' is no port", "management.port=0 | 0 is no port",
					"management.port=65536 | 65536 is no port", "management.scheme=file | does not start with http",
					"management.address=jo@elsewhere | holds a user name",
					"management.context-path=/a?b=c | has a query", "management.address=a_b | has no host" },
			quoteCharacter = '"')
	void metadataThatMakeNoUrlAreRefused(String metadata, String reason) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ManagementUrl.instance(service("http://10.0.0.1:8080", metadata)))
			.withMessageContaining(reason);
	}

}
