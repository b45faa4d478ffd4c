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
package dev.larder.admin.operation;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.access.AdminRole;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationController} with operations on servers.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class OperationApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/operations";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private OperationKeys operationKeys;

	private static String flush(String cluster, String server, String rest) {
		return "{\"type\":\"SERVER_FLUSH\",\"target\":{\"cluster\":\"" + cluster + "\",\"server\":\"" + server + "\"},"
				+ rest + "}";
	}

	private static String evict(String cluster, String key, boolean dryRun) {
		return "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"" + cluster + "\",\"key\":\"" + key
				+ "\"},\"dryRun\":" + dryRun + "}";
	}

	private MvcTestResult submit(String body, String idempotencyKey) {
		return this.mvc.post()
			.uri(PATH)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.header("Idempotency-Key", idempotencyKey)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	@Test
	void dryRunOfAFlushCountsAndChangesNothing() {
		store(first, "a", "1");
		assertThat(post("admin", PATH, flush("main", id(first), "\"dryRun\":true"))).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PLANNED"))
			.hasPathSatisfying("$.confirmation", (text) -> text.assertThat().isEqualTo(id(first)))
			.hasPathSatisfying("$.results[0].data.items", (items) -> items.assertThat().isEqualTo(1));
		assertThat(first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void plansAreLeftOutOfAListOrListedAlone() throws UnsupportedEncodingException {
		String planned = created(post("operator", PATH, evict("main", "a", true)));
		String done = created(post("operator", PATH, evict("main", "a", false)));
		assertThat(ids("")).startsWith(done, planned);
		assertThat(ids("?dryRun=false")).startsWith(done).doesNotContain(planned);
		assertThat(ids("?dryRun=true")).startsWith(planned).doesNotContain(done);
	}

	private List<String> ids(String query) throws UnsupportedEncodingException {
		return JsonPath.read(get("viewer", PATH + query).getResponse().getContentAsString(), "$.items[*].id");
	}

	/** Returns the id of an operation from where it is said to be. */
	private static String created(MvcTestResult result) {
		String location = String.valueOf(result.getResponse().getHeader("Location"));
		return location.substring(location.lastIndexOf('/') + 1);
	}

	@Test
	void flushWithoutConfirmationChangesNothing() {
		store(first, "a", "1");
		assertThat(post("admin", PATH, flush("main", id(first), "\"dryRun\":false"))).hasStatus(409)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("confirmation-mismatch");
		assertThat(first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void flushWithWrongConfirmationChangesNothing() {
		store(first, "a", "1");
		String body = flush("main", id(first), "\"dryRun\":false,\"confirm\":\"" + id(second) + "\"");
		assertThat(post("admin", PATH, body)).hasStatus(409);
		assertThat(first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void confirmedFlushEmptiesThatServerOnly(CapturedOutput output) {
		store(first, "a", "1");
		store(second, "a", "1");
		String body = flush("main", id(first),
				"\"dryRun\":false,\"confirm\":\"" + id(first) + "\",\"reason\":\"stale\\nprices\"");
		assertThat(post("admin", PATH, body)).hasStatus(201)
			.bodyJson()
			.extractingPath("$.state")
			.isEqualTo("SUCCEEDED");
		assertThat(first.command("mg a")).isEqualTo("EN");
		assertThat(second.command("mg a")).isEqualTo("HD");
		assertThat(output).contains("AUDIT {\"type\":\"SERVER_FLUSH\",\"principal\":\"admin\"",
				"\"outcome\":\"INTENT\"", "\"outcome\":\"SUCCEEDED\"", "\"reason\":\"stale\\nprices\"");
	}

	@Test
	void forbiddenFlushIsReportedAsUnsupported() {
		String body = flush("restricted", id(restricted), "\"dryRun\":false,\"confirm\":\"" + id(restricted) + "\"");
		assertThat(post("admin", PATH, body)).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("FAILED"))
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("UNSUPPORTED"))
			.hasPathSatisfying("$.results[0].problem.detail",
					(detail) -> detail.assertThat().asString().contains("flush_all not allowed"));
	}

	@Test
	void flushOfAHangingServerHasAnUnknownOutcome() {
		freezable.freeze();
		String body = flush("freezable", id(freezable), "\"dryRun\":false,\"confirm\":\"" + id(freezable) + "\"");
		assertThat(post("admin", PATH, body)).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("FAILED"))
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("UNKNOWN"));
	}

	@Test
	void keyIsEvictedFromEveryServer() {
		store(first, "city", "1");
		store(second, "city", "2");
		assertThat(post("operator", PATH, evict("main", "city", false))).hasStatus(201)
			.bodyJson()
			.extractingPath("$.results[*].data.outcome.code")
			.asArray()
			.containsExactly("deleted", "deleted");
		assertThat(first.command("mg city")).isEqualTo("EN");
		assertThat(second.command("mg city")).isEqualTo("EN");
	}

	@Test
	void dryRunOfAnEvictionTellsWhereTheKeyIs() {
		store(second, "city", "2");
		assertThat(post("operator", PATH, evict("main", "city", true))).bodyJson()
			.extractingPath("$.results[*].data.items")
			.asArray()
			.containsExactly(0, 1);
		assertThat(second.command("mg city")).isEqualTo("HD");
	}

	@Test
	void evictionSucceedsPartlyWhenAServerHangs() {
		store(first, "city", "1");
		freezable.freeze();
		assertThat(post("operator", PATH, evict("mixed", "city", false))).hasStatus(201)
			.bodyJson()
			.extractingPath("$.state")
			.isEqualTo("PARTLY_SUCCEEDED");
	}

	@Test
	void keyIsShownToWhoMayLookKeysUpAndRecordedNowhere(CapturedOutput output) {
		MvcTestResult result = post("operator", PATH, evict("main", "secret-key", false));
		assertThat(result).bodyJson().extractingPath("$.target.key").isEqualTo("secret-key");
		String location = String.valueOf(result.getResponse().getHeader("Location"));
		for (String path : List.of(location, PATH)) {
			assertThat(get("reader", path)).bodyText().contains("secret-key", "keySha256");
			assertThat(get("viewer", path)).bodyText().contains("keySha256").doesNotContain("secret-key");
		}
		assertThat(this.jdbc.sql("select target from operation").query(String.class).list())
			.anyMatch((target) -> target.contains("keySha256"))
			.noneMatch((target) -> target.contains("secret-key"));
		assertThat(get("admin", "/api/v1/audit-events?type=KEY_EVICT")).bodyText().doesNotContain("secret-key");
		assertThat(output).contains("\"type\":\"KEY_EVICT\"").doesNotContain("secret-key");
	}

	@Test
	void onlyTheKeysOfTheLatestOperationsAreRemembered() {
		for (int i = 0; i <= OperationKeys.MAX_KEPT; i++) {
			this.operationKeys.remember("operation-" + i,
					new OperationTarget("main", null, null, null, null, null, "key-" + i, null, null));
		}
		assertThat(revealed("operation-0")).isEmpty();
		assertThat(revealed("operation-1")).containsEntry("key", "key-1");
	}

	private Map<String, Object> revealed(String id) {
		Operation operation = new Operation(id, OperationType.KEY_EVICT, OperationState.SUCCEEDED, false, Map.of(),
				"plan", null, "operator", null, null, null, Instant.now(), null, AnswerSummary.of(List.of()),
				List.of());
		SecurityContextHolder.getContext()
			.setAuthentication(new TestingAuthenticationToken("operator", null, AdminRole.OPERATOR.authority()));
		try {
			return this.operationKeys.reveal(operation).target();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	@Test
	void operationIsRemembered() {
		MvcTestResult result = post("operator", PATH, evict("main", "city", true));
		String location = result.getResponse().getHeader("Location");
		assertThat(location).startsWith("/api/v1/operations/");
		assertThat(get("viewer", location)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.requestedBy")
			.isEqualTo("operator");
		assertThat(get("viewer", PATH)).bodyJson()
			.extractingPath("$.items[0].id")
			.isEqualTo(location.substring("/api/v1/operations/".length()));
	}

	@Test
	void repeatedRequestIsDoneOnce() throws Exception {
		store(first, "city", "1");
		String once = submit(evict("main", "city", false), "key-1").getResponse().getContentAsString();
		store(first, "city", "1");
		String again = submit(evict("main", "city", false), "key-1").getResponse().getContentAsString();
		assertThat(again).isEqualTo(once);
		assertThat(first.command("mg city")).isEqualTo("HD");
	}

	@Test
	void idempotencyKeyOfAnotherRequestIsRefused() {
		submit(evict("main", "city", true), "key-2");
		assertThat(submit(evict("main", "town", true), "key-2")).hasStatus(422)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("idempotency-key-reused");
	}

	@Test
	void auditEventsTellWhoDidWhat() {
		post("operator", PATH, evict("main", "city", false));
		assertThat(get("admin", "/api/v1/audit-events?type=KEY_EVICT")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.items[0].principal", (name) -> name.assertThat().isEqualTo("operator"))
			.hasPathSatisfying("$.items[0].data.outcome", (outcome) -> outcome.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.items[1].data.outcome", (outcome) -> outcome.assertThat().isEqualTo("INTENT"))
			.doesNotHavePath("$.items[0].data.key");
	}

	@Test
	void deniedOperationIsRecorded() {
		post("operator", PATH, flush("main", id(first), "\"dryRun\":true"));
		assertThat(get("admin", "/api/v1/audit-events?type=SERVER_FLUSH&principal=operator")).bodyJson()
			.extractingPath("$.items[0].data.outcome")
			.isEqualTo("DENIED");
	}

	@Test
	void characterThatNoDatabaseKeepsIsRefused() {
		assertThat(post("operator", "/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":true,\"reason\":\"a\\u0000b\"}"))
			.hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("invalid-body");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			CACHE_CLEAR   | "application":"atlas","cache":"cities","key":"a"           | key
			CACHE_CLEAR   | "application":"atlas","cache":"cities","prefix":"a"        | prefix
			CACHE_CLEAR   | "application":"atlas","cache":"cities","cluster":"main"    | cluster
			KEY_EVICT     | "application":"atlas","cache":"cities","key":"a","instances":["x"] | instances
			KEY_EVICT     | "application":"atlas","cache":"cities","key":"a","prefix":"a" | prefix
			KEY_EVICT     | "cluster":"main","key":"a","server":"x"                    | server
			PREFIX_EVICT  | "cluster":"main","prefix":"a","key":"a"                    | key
			PREFIX_EVICT  | "application":"atlas","cache":"cities","prefix":"a","server":"x" | server
			APPLICATION_CLEAR | "application":"atlas","cache":"cities"                 | cache
			SERVER_FLUSH  | "cluster":"main","server":"x","key":"a"                    | key
			CLUSTER_FLUSH | "cluster":"main","server":"x"                              | server
			""")
	void memberThatAnOperationDoesNotLookAtIsRefused(String type, String target, String member) {
		store(first, "a", "1");
		assertThat(post("admin", "/api/v1/operations",
				"{\"type\":\"" + type + "\",\"target\":{" + target + "},\"dryRun\":false,\"confirm\":\"main\"}"))
			.hasStatus(400)
			.bodyJson()
			.hasPathSatisfying("$.code", (code) -> code.assertThat().isEqualTo("invalid-body"))
			.hasPathSatisfying("$.detail",
					(detail) -> detail.assertThat().asString().contains(type + " has no 'target." + member + "'"));
		assertThat(first.command("mg a")).isEqualTo("HD");
		assertThat(instance.bodies()).noneMatch((body) -> body.contains("operation"));
	}

}
