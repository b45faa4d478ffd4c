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
package dev.larder.admin.web;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.ResolvableType;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the OpenAPI document.
 */
@ServerTest
class OpenApiTests extends AbstractAdminServiceTests {

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping handlerMapping;

	@Autowired
	private JsonMapper jsonMapper;

	private JsonNode document() throws Exception {
		return this.jsonMapper.readTree(get("viewer", "/v3/api-docs").getResponse().getContentAsString());
	}

	@Test
	void everyPathIsDescribed() throws Exception {
		Set<String> paths = new TreeSet<>();
		for (RequestMappingInfo mapping : this.handlerMapping.getHandlerMethods().keySet()) {
			mapping.getPatternValues()
				.stream()
				.filter((path) -> path.startsWith("/api/"))
				.forEach((path) -> paths.add(path.replace("{version}", "v1")));
		}
		assertThat(paths).isNotEmpty();
		assertThat(new TreeSet<>(document().get("paths").propertyNames())).isEqualTo(paths);
	}

	/**
	 * So that a change of the API is seen in the change that makes it.
	 */
	@Test
	void documentIsTheOneThatIsCheckedIn() throws Exception {
		ObjectNode document = (ObjectNode) document();
		// Where the service happens to be
		document.remove("servers");
		Path generated = Path.of("target", "openapi.json");
		Files.writeString(generated,
				this.jsonMapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
		Path checkedIn = Path.of("..", "docs", "openapi.json");
		assertThat(this.jsonMapper.readTree(Files.readString(checkedIn)))
			.as("If the API is meant to change: cp admin-service/%s docs/openapi.json", generated)
			.isEqualTo(document);
	}

	/**
	 * A schema is known by the simple name of its type: two of one name would be
	 * described as the same.
	 */
	@Test
	void typesOfSchemasHaveDifferentNames() {
		Set<Class<?>> types = new HashSet<>();
		this.handlerMapping.getHandlerMethods().forEach((mapping, method) -> {
			if (mapping.getPatternValues().stream().anyMatch((path) -> path.startsWith("/api/"))) {
				collect(ResolvableType.forMethodReturnType(method.getMethod()), types);
				for (int i = 0; i < method.getMethodParameters().length; i++) {
					collect(ResolvableType.forMethodParameter(method.getMethod(), i), types);
				}
			}
		});
		assertThat(types).hasSizeGreaterThan(50).extracting(Class::getSimpleName).doesNotHaveDuplicates();
	}

	private static void collect(ResolvableType type, Set<Class<?>> types) {
		for (ResolvableType argument : type.getGenerics()) {
			collect(argument, types);
		}
		Class<?> resolved = type.resolve(Object.class);
		if (resolved.isRecord() && resolved.getName().startsWith("dev.larder.") && types.add(resolved)) {
			for (RecordComponent component : resolved.getRecordComponents()) {
				collect(ResolvableType.forMethodReturnType(component.getAccessor()), types);
			}
		}
	}

	@Test
	void basicAuthenticationIsRequired() throws Exception {
		JsonNode document = document();
		assertThat(document.at("/components/securitySchemes/basic/scheme").asString()).isEqualTo("basic");
		assertThat(document.at("/security/0").has("basic")).isTrue();
	}

	@Test
	void everyOperationMayFailWithAProblem() throws Exception {
		for (JsonNode path : document().get("paths")) {
			for (JsonNode operation : path) {
				assertThat(operation.at("/responses/default/content").has("application/problem+json")).isTrue();
			}
		}
	}

	@Test
	void documentIsOnlyForUsers() {
		assertThat(this.mvc.get().uri("/v3/api-docs").exchange()).hasStatus(401);
		assertThat(this.mvc.get().uri("/v3/api-docs.yaml").exchange()).hasStatus(401);
	}

}
