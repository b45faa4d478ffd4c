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
package dev.larder.admin.cluster;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyLookupController}.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class KeyLookupApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/clusters/main/key-lookups";

	@Test
	void everyServerIsAsked() {
		store(second, "city", "Berlin");
		assertThat(post("operator", PATH, "{\"key\":\"city\"}")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].data.present", (present) -> present.assertThat().isEqualTo(false))
			.hasPathSatisfying("$.results[1].data.present", (present) -> present.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.results[1].data.sizeBytes", (size) -> size.assertThat().isEqualTo(6))
			.hasPathSatisfying("$.results[1].data.neverExpires", (never) -> never.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.results[1].data.readBy", (command) -> command.assertThat().isEqualTo("MG"))
			.hasPathSatisfying("$.results[1].data.recencyTouched", (touched) -> touched.assertThat().isEqualTo(false))
			.doesNotHavePath("$.results[1].data.ttlMs")
			.doesNotHavePath("$.results[1].data.value");
	}

	@Test
	void lookingLeavesNoTrace() {
		store(first, "city", "Berlin");
		assertThat(post("reader", PATH, "{\"key\":\"city\",\"withValue\":true}")).hasStatusOk();
		assertThat(first.command("mg city h u")).isEqualTo("HD h0");
	}

	@Test
	void valueIsShownWithTheRight() {
		store(first, "city", "{\"name\":\"Berlin\"}");
		MvcTestResult result = post("reader", PATH, "{\"key\":\"city\",\"withValue\":true}");
		assertThat(result).hasStatusOk()
			.hasHeader("Cache-Control", "no-store")
			.bodyJson()
			.hasPathSatisfying("$.results[0].data.value.format", (format) -> format.assertThat().isEqualTo("JSON"))
			.hasPathSatisfying("$.results[0].data.value.lengthBytes", (length) -> length.assertThat().isEqualTo(17));
	}

	@Test
	void passwordInAValueIsNotShown() throws Exception {
		store(first, "city", "{\"name\":\"Berlin\",\"password\":\"hunter2\"}");
		MvcTestResult result = post("reader", PATH, "{\"key\":\"city\",\"withValue\":true}");
		assertThat(result).bodyJson()
			.hasPathSatisfying("$.results[0].data.value.masked", (masked) -> masked.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.results[0].data.value.maskReason",
					(reason) -> reason.assertThat().isEqualTo("FIELDS"))
			.doesNotHavePath("$.results[0].data.value.hex");
		assertThat(result.getResponse().getContentAsString()).contains("Berlin").doesNotContain("hunter2");
	}

	@Test
	void flagsOfLarderAreExplainedToThoseWhoMayNotSeeValues() {
		try (MemcachedConnection connection = first.connect()) {
			connection.set("city", 1422205185L, 0, new byte[] { 1 });
		}
		assertThat(post("operator", PATH, "{\"key\":\"city\"}")).bodyJson()
			.extractingPath("$.results[0].data.larder.serializer")
			.isEqualTo("json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "operator", "admin" })
	void valueIsNotShownWithoutTheRight(String user) {
		assertThat(post(user, PATH, "{\"key\":\"city\",\"withValue\":true}")).hasStatus(403)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("forbidden");
	}

	@Test
	void binaryKeyIsFound() {
		assertThat(post("operator", PATH, "{\"keyBase64\":\"YSBi\"}")).hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"key\":\"\"}", "{\"key\":\"a b\"}", "{\"key\":\"a\\r\\nflush_all\"}",
			"{\"keyBase64\":\"?\"}", "{\"key\":\"a\",\"keyBase64\":\"YQ==\"}" })
	void wrongKeyIsRefused(String body) {
		assertThat(post("operator", PATH, body)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("invalid-key");
	}

	@Test
	void silentServerLeavesTheOthersAnswers() {
		store(first, "city", "Berlin");
		freezable.freeze();
		assertThat(post("operator", "/api/v1/clusters/mixed/key-lookups", "{\"key\":\"city\"}")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].data.present", (present) -> present.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.results[1].state", (state) -> state.assertThat().isEqualTo("TIMEOUT"));
	}

	@Test
	void valueViewIsRecordedWithoutKeyAndValue(CapturedOutput output) {
		store(first, "city:secret-key", "secret-value");
		post("reader", PATH, "{\"key\":\"city:secret-key\",\"withValue\":true}");
		assertThat(output).contains("\"type\":\"VALUE_VIEW\",\"principal\":\"reader\"")
			.contains("\"outcome\":\"ALLOWED\"")
			.doesNotContain("secret-key", "secret-value");
	}

}
