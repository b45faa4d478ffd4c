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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what IDEs are told about the settings of the service.
 */
class SettingsMetadataTests {

	private final Map<String, JsonNode> properties = new TreeMap<>();

	private final List<String> hints = new ArrayList<>();

	@BeforeEach
	void read() throws IOException {
		URI metadata = URI.create(AdminProperties.class.getProtectionDomain().getCodeSource().getLocation()
				+ "META-INF/spring-configuration-metadata.json");
		try (InputStream stream = metadata.toURL().openStream()) {
			JsonNode root = JsonMapper.shared().readTree(stream);
			root.get("properties")
				.forEach((property) -> this.properties.put(property.get("name").asString(), property));
			root.get("hints").forEach((hint) -> this.hints.add(hint.get("name").asString()));
		}
	}

	@Test
	void everySettingHasADescription() {
		assertThat(this.properties).isNotEmpty()
			.allSatisfy(
					(name, property) -> assertThat(property.path("description").asString("")).as(name).isNotBlank());
	}

	@Test
	void settingsInGroupsAreKnown() {
		assertThat(this.properties).containsKeys("larder.admin.discovery.interval",
				"larder.admin.registration.allowed-addresses", "larder.admin.environment.color",
				"larder.admin.history.interval", "larder.admin.warnings.hit-ratio", "larder.admin.security.form-login",
				"larder.admin.security.oidc.roles-claim");
	}

	@Test
	void hintsAreOfSettingsThatExist() {
		assertThat(this.hints).isNotEmpty().isSubsetOf(this.properties.keySet());
	}

}
