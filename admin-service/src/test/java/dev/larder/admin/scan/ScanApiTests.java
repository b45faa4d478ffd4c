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

package dev.larder.admin.scan;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.NotedPlaces;
import dev.larder.serializer.jdk.JdkSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for scans of real servers.
 */
@ServerTest
class ScanApiTests extends AbstractAdminServiceTests {

	private static final EnvelopeCodec CODEC = new EnvelopeCodec(
			new JdkSerializer((name) -> true, ScanApiTests.class.getClassLoader()), List.of(), CompressionSettings.NONE,
			1 << 20);

	private static String json(MvcTestResult result) {
		try {
			return result.getResponse().getContentAsString();
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String start(String cluster, String body) {
		MvcTestResult result = post("operator", "/api/v1/clusters/" + cluster + "/scans", body);
		assertThat(result).hasStatus(202);
		return result.getResponse().getHeader("Location");
	}

	private String finished(String cluster, String body) {
		String location = start(cluster, body);
		Awaitility.await()
			.until(() -> !JsonPath.<String>read(json(get("operator", location)), "$.state").equals("RUNNING"));
		return location;
	}

	private static void fill(int count) {
		try (MemcachedConnection connection = first.connect()) {
			for (int i = 0; i < count; i++) {
				connection.set("atlas:cities:" + i, 0, 0, new byte[10]);
			}
		}
	}

	@Test
	void keysOfAllServersAreListed() {
		store(first, "atlas:cities:1", "value");
		store(second, "atlas:cities:2", "value");
		String scan = finished("main", "{}");
		assertThat(get("operator", scan)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.completeness", (text) -> text.assertThat().isEqualTo("2 seen of about 2"))
			.hasPathSatisfying("$.summary.groups[0].name", (name) -> name.assertThat().isEqualTo("atlas:cities"))
			.hasPathSatisfying("$.summary.groups[0].items", (items) -> items.assertThat().isEqualTo(2));
		assertThat(get("operator", scan + "/keys")).bodyJson()
			.extractingPath("$.items[*].key")
			.asArray()
			.containsExactlyInAnyOrder("atlas:cities:1", "atlas:cities:2");
	}

	@Test
	void keysComeInPages() {
		fill(250);
		String scan = finished("main", "{\"prefix\":\"atlas:\"}");
		String page = json(get("operator", scan + "/keys?limit=200"));
		assertThat(JsonPath.<Integer>read(page, "$.items.length()")).isEqualTo(200);
		String next = json(get("operator", scan + "/keys?cursor=" + JsonPath.read(page, "$.next")));
		assertThat(JsonPath.<Integer>read(next, "$.items.length()")).isEqualTo(50);
	}

	@Test
	void keysAreSortedAndFilteredBeforeTheyComeInPages() {
		for (int i = 0; i < 30; i++) {
			store(first, "atlas:cities:" + (char) ('a' + i * 7 % 26) + i, "v".repeat(i + 1));
		}
		store(second, "atlas:cities:other", "v");
		first.command("get atlas:cities:a0");
		String scan = finished("main", "{}");
		String query = "/keys?limit=20&server=" + id(first) + "&sort=ITEM_BYTES&descending=true";
		String page = json(get("operator", scan + query));
		String next = json(get("operator", scan + query + "&cursor=" + JsonPath.read(page, "$.next")));
		List<Integer> sizes = new ArrayList<>(JsonPath.<List<Integer>>read(page, "$.items[*].itemBytes"));
		sizes.addAll(JsonPath.<List<Integer>>read(next, "$.items[*].itemBytes"));
		assertThat(sizes).hasSize(30).isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(get("operator", scan + "/keys?sort=KEY&limit=20&cursor=" + JsonPath.read(page, "$.next")))
			.hasStatus(400);
		assertThat(get("operator", scan + "/keys?fetched=true")).bodyJson()
			.extractingPath("$.items[*].key")
			.asArray()
			.containsExactly("atlas:cities:a0");
		assertThat(get("operator", scan + "/keys?sort=none")).hasStatus(400);
		assertThat(get("operator", scan + "/tree?sort=NAME")).hasStatusOk();
	}

	@Test
	void treeIsOpenedLevelByLevel() {
		fill(20);
		store(first, "shop:carts:1", "value");
		String scan = finished("main", "{}");
		String root = json(get("operator", scan + "/tree"));
		assertThat(JsonPath.<List<String>>read(root, "$.children[*].name")).containsExactly("atlas:", "shop:");
		Integer atlas = JsonPath.read(root, "$.children[0].node");
		assertThat(get("operator", scan + "/tree?node=" + atlas)).bodyJson()
			.hasPathSatisfying("$.prefix", (prefix) -> prefix.assertThat().isEqualTo("atlas:"))
			.hasPathSatisfying("$.children[0].share.items", (items) -> items.assertThat().isEqualTo(20));
		String page = json(get("operator", scan + "/keys?limit=15&node=" + atlas));
		assertThat(JsonPath.<Integer>read(page, "$.items.length()")).isEqualTo(15);
		assertThat(get("operator", scan + "/keys?node=" + atlas + "&cursor=" + JsonPath.read(page, "$.next")))
			.bodyJson()
			.extractingPath("$.items.length()")
			.isEqualTo(5);
		assertThat(get("operator", scan + "/tree?node=999")).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-node");
	}

	@Test
	void patternNarrows() {
		fill(20);
		store(first, "other", "value");
		String scan = finished("main", "{\"glob\":\"*:cities:1?\"}");
		assertThat(get("operator", scan)).bodyJson()
			.hasPathSatisfying("$.summary.matched", (matched) -> matched.assertThat().isEqualTo(10))
			.hasPathSatisfying("$.summary.seen", (seen) -> seen.assertThat().isEqualTo(21));
	}

	@Test
	void silentServerFailsAlone() {
		store(first, "a", "value");
		freezable.freeze();
		String scan = finished("mixed", "{}");
		assertThat(get("operator", scan)).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PARTLY_SUCCEEDED"))
			.hasPathSatisfying("$.servers[1].problem.code", (code) -> code.assertThat().isEqualTo("target-timeout"));
	}

	@Test
	void exportHasNoValues() {
		store(first, "=a,\"b\"", "secret-value");
		String scan = finished("main", "{}");
		assertThat(json(get("operator", scan + "/export"))).contains("\"key\":\"=a,\\\"b\\\"\"")
			.doesNotContain("secret-value");
		assertThat(json(get("operator", scan + "/export.csv"))).startsWith("key,keyBase64,server")
			.contains("\"'=a,\"\"b\"\"\",,")
			.doesNotContain("secret-value");
	}

	@Test
	void viewersSeeNoKeys() {
		String scan = finished("main", "{}");
		assertThat(get("viewer", scan)).hasStatus(403);
		assertThat(get("viewer", scan + "/keys")).hasStatus(403);
		assertThat(get("viewer", scan + "/export")).hasStatus(403);
	}

	@Test
	void scanIsRecordedWithoutItsPattern() {
		finished("main", "{\"prefix\":\"secret-prefix\"}");
		assertThat(get("admin", "/api/v1/audit-events?type=KEY_SCAN")).bodyText()
			.contains("\"outcome\":\"SUCCEEDED\"", "\"outcome\":\"STARTED\"")
			.doesNotContain("secret-prefix");
	}

	@Test
	void unknownScanIsSaidToBe() {
		assertThat(get("operator", "/api/v1/scans/none")).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-scan");
	}

	@Test
	void limitIsBounded() {
		assertThat(post("operator", "/api/v1/clusters/main/scans", "{\"limit\":1000000}")).hasStatus(400);
	}

	@Test
	void whatWasClearedAndHasNotExpiredIsDeadMemory() {
		store(first, "atlas:cities@generation", "1f");
		store(first, "atlas:cities:1", "v");
		store(first, "atlas:cities:2", "v");
		store(first, "atlas:nearby@generation", "2f");
		store(first, "atlas:nearby:1", "v");
		store(second, "atlas:cities@generation", "3f");
		store(second, "atlas:cities:3", "v");
		store(first, "foreign:keys:1", "v");
		store(first, "atlas:cities@generation", "4f");
		store(first, "atlas:cities:4", "v");
		String scan = finished("main", "{\"prefix\":\"\"}");
		assertThat(get("operator", scan)).bodyJson()
			.hasPathSatisfying("$.summary.groups[?(@.name=='atlas:cities')].unreachable.items",
					(items) -> items.assertThat().asArray().containsExactly(2))
			.hasPathSatisfying("$.summary.groups[?(@.name=='atlas:cities')].unreachable.sentence",
					(text) -> text.assertThat()
						.asArray()
						.containsExactly("50 % of this memory is dead: cleared, not yet expired"))
			.hasPathSatisfying("$.summary.groups[?(@.name=='atlas:nearby')].unreachable.items",
					(items) -> items.assertThat().asArray().containsExactly(0))
			.hasPathSatisfying("$.summary.groups[?(@.name=='foreign:keys')].unreachable",
					(none) -> none.assertThat().asArray().isEmpty());
	}

	@Test
	void fewHeadersTellOfManyItemsWhoseServersHaveChanged() {
		String note = "larder-servers 1\n" + first.address() + " 5 +\n127.0.0.1:1 6 -1";
		NotedPlaces places = NotedPlaces.read(note.getBytes(StandardCharsets.UTF_8));
		assertThat(places).isNotNull();
		store(first, "atlas:cities@generation", "7");
		try (MemcachedConnection connection = first.connect()) {
			for (int i = 0; i < 3000; i++) {
				String key = "atlas:cities:" + i;
				long number = (i < 2000) ? 1 : places.expected(key, 7);
				Item item = CODEC.encode(Entry.of("v", number, 1, Entry.NEVER, 0), new EncodedKey(key, null));
				connection.set(key, item.flags(), 0, item.data());
			}
		}
		store(first, "atlas@servers", note);
		store(first, "atlas:cities:later", "v");
		String scan = finished("main", "{\"prefix\":\"atlas:cities:\"}");
		assertThat(get("operator", scan)).bodyJson().extractingPath("$.prefix").isEqualTo("atlas:cities:");
		assertThat(get("operator", scan)).bodyJson()
			.hasPathSatisfying("$.summary.groups[0].items", (items) -> items.assertThat().isEqualTo(3001))
			.hasPathSatisfying("$.summary.groups[0].unreachable.items", (items) -> items.assertThat().isEqualTo(2000));
	}

	@Test
	void itemThatIsNoGenerationTellsNothing() {
		store(first, "atlas:cities:1", "v");
		store(first, "atlas:cities@generation", "no generation");
		String scan = finished("main", "{}");
		assertThat(get("operator", scan)).bodyJson().doesNotHavePath("$.summary.groups[0].unreachable");
	}

}
