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

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AboutController}.
 */
@ServerTest
class AboutApiTests extends AbstractAdminServiceTests {

	@Test
	void rolesIncludeTheLowerOnes() {
		assertThat(get("operator", "/api/v1/me")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.roles")
			.asArray()
			.containsExactly("VIEWER", "OPERATOR");
	}

	@Test
	void rightToSeeValuesIsSeparate() {
		assertThat(get("admin", "/api/v1/me")).bodyJson().extractingPath("$.values").isEqualTo(false);
		assertThat(get("reader", "/api/v1/me")).bodyJson().extractingPath("$.values").isEqualTo(true);
	}

	@Test
	void aboutTellsTheVersions() {
		assertThat(get("viewer", "/api/v1/about")).hasStatusOk()
			.bodyJson()
			.hasPath("$.javaVersion")
			.hasPath("$.springBootVersion")
			.hasPath("$.startedAt");
	}

}
