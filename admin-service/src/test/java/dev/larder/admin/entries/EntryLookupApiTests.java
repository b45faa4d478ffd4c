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

package dev.larder.admin.entries;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.ActuatorStub;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.serializer.jdk.JdkSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for looking for, and evicting, a key everywhere.
 */
@ServerTest
class EntryLookupApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/applications/atlas/key-lookups";

	private static final String BERLIN = "{\"cache\":\"cities\",\"key\":\"berlin\"}";

	private static final String BERLIN_WITH_VALUE = "{\"cache\":\"cities\",\"key\":\"berlin\",\"withValue\":true}";

	private static final String EVICT = "{\"type\":\"KEY_EVICT\",\"target\":{\"application\":\"atlas\",\"cache\":\"cities\","
			+ "\"key\":\"berlin\"},\"dryRun\":";

	private static final String ITEM_KEY = "atlas:cities:berlin";

	private final Instant written = Instant.now().minusSeconds(12);

	private static EnvelopeCodec codec() {
		return new EnvelopeCodec(new JdkSerializer((name) -> true, EntryLookupApiTests.class.getClassLoader()),
				List.of(), CompressionSettings.NONE, 1 << 20);
	}

	private void storeItem(MemcachedServer server, long generation, Object value) {
		Item item = codec().encode(Entry.of(value, generation, this.written.toEpochMilli(), Entry.NEVER, 0),
				new EncodedKey(ITEM_KEY, null));
		try (MemcachedConnection connection = server.connect()) {
			assertThat(connection.set(ITEM_KEY, item.flags(), 0, item.data())).isEqualTo("STORED");
		}
	}

	private String report(String node, String local) {
		return "{\"schemaVersion\":1,\"mode\":\"tiered\",\"key\":\"berlin\",\"itemKey\":\"" + ITEM_KEY
				+ "\",\"node\":\"" + node + "\",\"generation\":\"0000000000000007\",\"certain\":true,\"loading\":false"
				+ local + "}";
	}

	private static String local(Instant writtenAt, String digest) {
		return ",\"local\":{\"servable\":true,\"generation\":\"0000000000000007\",\"writtenAt\":\"" + writtenAt
				+ "\",\"digest\":\"" + digest + "\",\"sizeBytes\":5}";
	}

	private void answerLookUps(String one, String other) {
		instance.answerLookUp(200, one);
		otherInstance.answerLookUp(200, other);
	}

	@Test
	void oldCopyIsFound() {
		storeItem(first, 7, "value");
		answerLookUps(report(first.address(), ""),
				report(first.address(), local(this.written.minusSeconds(30), "0123456789abcdef")));
		assertThat(post("operator", PATH, BERLIN)).hasStatusOk()
			.hasHeader("Cache-Control", "no-store")
			.bodyJson()
			.hasPathSatisfying("$.verdict.state", (state) -> state.assertThat().isEqualTo("OLDER_COPIES"))
			.hasPathSatisfying("$.cluster", (cluster) -> cluster.assertThat().isEqualTo("main"))
			.hasPathSatisfying("$.servers.results[0].data.responsible", (flag) -> flag.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.servers.results[0].data.letter", (letter) -> letter.assertThat().isEqualTo("A"))
			.hasPathSatisfying("$.servers.results[1].data.present", (flag) -> flag.assertThat().isEqualTo(false))
			.hasPathSatisfying("$.instances.results[0].data.present", (flag) -> flag.assertThat().isEqualTo(false))
			.hasPathSatisfying("$.instances.results[1].data.letter", (letter) -> letter.assertThat().isEqualTo("B"));
	}

	@Test
	void digestsByWhichValuesMightBeGuessedAreNotShown() {
		storeItem(first, 7, "value");
		answerLookUps(report(first.address(), local(this.written, "0123456789abcdef")),
				report(first.address(), local(this.written, "0123456789abcdef")));
		assertThat(post("operator", PATH, BERLIN)).hasStatusOk()
			.bodyText()
			.contains("\"letter\":\"A\"", "\"letter\":\"B\"")
			.doesNotContain("0123456789abcdef", "digest");
	}

	@Test
	void itemOfAnotherGenerationIsNotValid() {
		storeItem(first, 6, "value");
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		assertThat(post("operator", PATH, BERLIN)).bodyJson()
			.hasPathSatisfying("$.servers.results[0].data.valid", (flag) -> flag.assertThat().isEqualTo(false))
			.hasPathSatisfying("$.verdict.state", (state) -> state.assertThat().isEqualTo("NOT_CACHED"));
	}

	@Test
	void lookingLeavesNoTrace() {
		storeItem(first, 7, "value");
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		post("operator", PATH, BERLIN);
		assertThat(first.command("mg " + ITEM_KEY + " h")).isEqualTo("HD h0");
	}

	@Test
	void itemThatLarderDidNotWriteIsForeign() {
		store(first, ITEM_KEY, "text");
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		assertThat(post("operator", PATH, BERLIN)).bodyJson()
			.extractingPath("$.servers.results[0].data.kind")
			.isEqualTo("FOREIGN");
	}

	@Test
	void valuesAreShownToThoseWhoMaySeeThem() {
		storeItem(first, 7, "{\"name\":\"Berlin\",\"password\":\"hush\"}");
		Item item = codec().encode(Entry.of("Bern", 7, this.written.toEpochMilli(), Entry.NEVER, 0),
				new EncodedKey("preview", null));
		String value = ",\"value\":{\"flags\":" + item.flags() + ",\"data\":\""
				+ Base64.getEncoder().encodeToString(item.data()) + "\",\"sizeBytes\":" + item.size()
				+ "},\"valueWithheld\":false";
		answerLookUps(report(first.address(), local(this.written, "0123456789abcdef") + value),
				report(first.address(), local(this.written, "0123456789abcdef") + ",\"valueWithheld\":true"));
		assertThat(post("reader", PATH, BERLIN_WITH_VALUE)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.servers.results[0].data.preview.format",
					(format) -> format.assertThat().isEqualTo("LARDER_ENTRY"))
			.hasPathSatisfying("$.servers.results[0].data.preview.masked", (flag) -> flag.assertThat().isEqualTo(true))
			.hasPathSatisfying("$.instances.results[0].data.preview.content.format",
					(format) -> format.assertThat().isEqualTo("JDK_SERIALIZED"))
			.hasPathSatisfying("$.instances.results[1].data.valueWithheld", (flag) -> flag.assertThat().isEqualTo(true))
			.doesNotHavePath("$.instances.results[1].data.preview");
		assertThat(instance.bodies()).singleElement().asString().contains("\"value\":\"true\"");
		assertThat(get("admin", "/api/v1/audit-events?type=VALUE_VIEW")).bodyText()
			.contains("\"application\":\"atlas\"", "keySha256", "ALLOWED")
			.doesNotContain("berlin");
	}

	@Test
	void valuesAreNotShownWithoutTheRightToSeeThem() {
		storeItem(first, 7, "value");
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		assertThat(post("admin", PATH, BERLIN_WITH_VALUE)).hasStatus(403);
		assertThat(instance.bodies()).isEmpty();
		assertThat(post("reader", PATH, BERLIN)).bodyJson().doesNotHavePath("$.servers.results[0].data.preview");
	}

	@Test
	void silentInstanceMakesTheVerdictUncertain() {
		instance.answerLookUp(200, report(first.address(), ""));
		otherInstance.fallSilent();
		assertThat(post("operator", PATH, BERLIN)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.verdict.state")
			.isEqualTo("UNCERTAIN");
	}

	@Test
	void instancesThatDoNotAllowItSayWhatToSet() {
		assertThat(post("operator", PATH, BERLIN)).hasStatus(502)
			.bodyText()
			.contains("management.endpoint.larderentries.access=unrestricted");
	}

	@Test
	void unknownCacheIsSaidToBe() {
		instance.answerLookUp(404, "{\"code\":\"unknown-cache\",\"message\":\"There is none.\"}");
		otherInstance.answerLookUp(404, "{\"code\":\"unknown-cache\",\"message\":\"There is none.\"}");
		assertThat(post("operator", PATH, BERLIN)).bodyText().contains("has no cache 'cities'");
	}

	@Test
	void keyIsEvictedFromAllPlacesTheTruthFirst() {
		storeItem(first, 7, "value");
		store(second, ITEM_KEY, "stray");
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		instance.answerPost(200, "{\"outcome\":\"evicted\"}");
		otherInstance.answerPost(200, "{\"outcome\":\"evicted\"}");
		assertThat(post("operator", "/api/v1/operations", EVICT + "false}")).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[*].target",
					(targets) -> targets.assertThat()
						.asArray()
						.containsExactly(id(first), id(second), instance.id(), otherInstance.id()));
		assertThat(first.command("mg " + ITEM_KEY)).isEqualTo("EN");
		assertThat(second.command("mg " + ITEM_KEY)).isEqualTo("EN");
		assertThat(operations(instance)).singleElement().asString().contains("\"evict\"");
		assertThat(operations(otherInstance)).singleElement().asString().contains("\"evict-local\"");
	}

	@Test
	void keyOfALocalCacheIsEvictedFromEachInstance() {
		String local = "{\"mode\":\"local\",\"key\":\"berlin\",\"local\":{\"servable\":true}}";
		answerLookUps(local, local);
		assertThat(post("operator", "/api/v1/operations", EVICT + "true}")).bodyJson()
			.extractingPath("$.results[*].data.items")
			.asArray()
			.containsExactly(1, 1);
		post("operator", "/api/v1/operations", EVICT + "false}");
		assertThat(operations(instance)).singleElement().asString().contains("\"evict\"");
		assertThat(operations(otherInstance)).singleElement().asString().contains("\"evict\"");
	}

	@Test
	void otherInstanceEvictsWhereTheFirstCannot() {
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		instance.answerPost(500, "");
		otherInstance.answerPost(200, "{\"outcome\":\"evicted\"}");
		assertThat(post("operator", "/api/v1/operations", EVICT + "false}")).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("SUCCEEDED");
		assertThat(operations(otherInstance)).hasSize(2);
	}

	@Test
	void keyIsNotRecorded() {
		answerLookUps(report(first.address(), ""), report(first.address(), ""));
		post("operator", "/api/v1/operations", EVICT + "false}");
		assertThat(get("admin", "/api/v1/audit-events?type=KEY_EVICT")).bodyText()
			.contains("keySha256", "\"cache\":\"cities\"")
			.doesNotContain("berlin");
	}

	private static List<String> operations(ActuatorStub stub) {
		return stub.bodies().stream().filter((body) -> body.contains("\"operation\"")).toList();
	}

	@Test
	void keyIsGuessedOnlyWhenThatIsWanted() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"7\"}");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"7\"}");
		post("operator", PATH, "{\"cache\":\"cities\",\"key\":\"7\"}");
		assertThat(instance.bodies()).singleElement().asString().doesNotContain("~");
		post("operator", PATH, "{\"cache\":\"cities\",\"key\":\"7\",\"guess\":true}");
		assertThat(instance.bodies()).anySatisfy((body) -> assertThat(body).contains("long~7"))
			.anySatisfy((body) -> assertThat(body).contains("int~7"));
	}

	@Test
	void keyIsGuessedAlsoWhileSomebodyIsSilent() {
		instance.answerLookUp(503, "");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"7\"}");
		post("operator", PATH, "{\"cache\":\"cities\",\"key\":\"7\",\"guess\":true}");
		assertThat(otherInstance.bodies()).anySatisfy((body) -> assertThat(body).contains("long~7"));
	}

	@Test
	void emptyKeyIsAKey() {
		instance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"\",\"local\":{\"servable\":true}}");
		otherInstance.answerLookUp(200, "{\"mode\":\"local\",\"key\":\"\"}");
		assertThat(post("operator", PATH, "{\"cache\":\"cities\",\"key\":\"\",\"guess\":true}")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.verdict.state")
			.isEqualTo("CONSISTENT");
		assertThat(post("operator", PATH, "{\"cache\":\"cities\"}")).hasStatus(400);
		instance.answerPost(200, "{\"outcome\":\"evicted\"}");
		assertThat(post("operator", "/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"application\":\"atlas\",\"cache\":\"cities\",\"key\":\"\"},"
						+ "\"dryRun\":false}"))
			.hasStatus(201);
		assertThat(operations(instance)).singleElement().asString().contains("\"key\":\"\"");
	}

}
