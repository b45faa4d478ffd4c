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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the values that IDEs offer for properties.
 */
class MetadataHintsTests {

	private static final String METADATA = "/META-INF/additional-spring-configuration-metadata.json";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("larder.defaults.copy-on-read=true");

	private final Map<String, JsonNode> hints = new TreeMap<>();

	@BeforeEach
	void read() throws IOException {
		try (InputStream metadata = LarderProperties.class.getResourceAsStream(METADATA)) {
			JsonMapper.shared()
				.readTree(metadata)
				.get("hints")
				.forEach((hint) -> this.hints.put(hint.get("name").asString(), hint));
		}
	}

	@Test
	void hintsAreOfSettingsThatExist() {
		List<String> settings = new SettingCatalog(LarderProperties.class).all()
			.stream()
			.map((setting) -> "larder." + setting.name())
			.toList();
		assertThat(this.hints.keySet()).filteredOn((name) -> !name.equals("larder.caches.keys")).isSubsetOf(settings);
	}

	@Test
	void settingsThatTakeTextsAndTimesHaveHints() {
		assertThat(this.hints).containsKeys("larder.caches.keys", "larder.key-prefix", "larder.memcached.servers",
				"larder.defaults.serializer", "larder.defaults.ttl", "larder.serialization.allowed-types");
	}

	@Test
	void eachValueThatIsOfferedIsTakenAndExplained() {
		List<String> refused = new ArrayList<>();
		this.hints.forEach((name, hint) -> values(hint).forEach((value) -> {
			assertThat(value.get("description").asString("")).as(name).endsWith(".");
			this.contextRunner.withPropertyValues(name + "=" + value.get("value").asString()).run((context) -> {
				if (context.getStartupFailure() != null) {
					refused.add(name + "=" + value.get("value").asString() + ": " + context.getStartupFailure());
				}
			});
		}));
		assertThat(refused).isEmpty();
	}

	private static Stream<JsonNode> values(JsonNode hint) {
		return hint.path("values").valueStream();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
