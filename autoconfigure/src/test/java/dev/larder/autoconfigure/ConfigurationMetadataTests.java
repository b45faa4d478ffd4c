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
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.cache.CacheSettings;
import dev.larder.internal.value.SerializerCatalog;
import dev.larder.serializer.ValueSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what IDEs are told about the properties.
 */
class ConfigurationMetadataTests {

	private final Map<String, JsonNode> properties = new LinkedHashMap<>();

	@BeforeEach
	void read() throws IOException {
		// The class path has metadata of the test classes, too
		URL library = LarderProperties.class.getProtectionDomain().getCodeSource().getLocation();
		URI metadataFile = URI.create(library + "META-INF/spring-configuration-metadata.json");
		try (InputStream metadata = metadataFile.toURL().openStream()) {
			JsonMapper.shared()
				.readTree(metadata)
				.get("properties")
				.forEach((property) -> this.properties.put(property.get("name").asString(), property));
		}
	}

	@Test
	void everyPropertyHasADescription() {
		assertThat(this.properties).isNotEmpty()
			.allSatisfy(
					(name, property) -> assertThat(property.path("description").asString("")).as(name).isNotBlank());
	}

	@Test
	void everyPropertyHasADefaultOrSaysWhereItComesFrom() {
		assertThat(this.properties)
			.allSatisfy((name, property) -> assertThat(isMap(property) || property.has("defaultValue")
					|| property.get("description").asString().contains("Defaults to"))
				.as(name)
				.isTrue());
	}

	private static boolean isMap(JsonNode property) {
		return property.get("type").asString().startsWith("java.util.Map");
	}

	@Test
	void defaultsAreThoseOfTheLibrary() {
		CacheSettings defaults = CacheSettings.defaults();
		assertThat(defaultValue("ttl", Duration.class)).isEqualTo(defaults.timeToLive());
		assertThat(defaultValue("ttl-jitter", Double.class)).isEqualTo(defaults.timeToLiveJitter());
		assertThat(defaultValue("null-ttl", Duration.class)).isEqualTo(defaults.nullTimeToLive());
		assertThat(defaultValue("max-entries", Long.class)).isEqualTo(defaults.maxEntries());
		assertThat(this.properties.get("larder.defaults.serializer").get("defaultValue")).extracting(JsonNode::asString)
			.containsExactlyElementsOf(
					new SerializerCatalog((type) -> true, getClass().getClassLoader(), Map.of()).defaults()
						.stream()
						.map(ValueSerializer::name)
						.toList());
		assertThat(defaultValue("compression.algorithm", String.class))
			.isEqualToIgnoringCase(defaults.compression().name());
		assertThat(defaultValue("compression.threshold", DataSize.class)).isEqualTo(defaults.compressionThreshold());
	}

	private <T> T defaultValue(String property, Class<T> type) {
		ConversionService conversion = ApplicationConversionService.getSharedInstance();
		return conversion.convert(this.properties.get("larder.defaults." + property).get("defaultValue").asString(),
				type);
	}

}
