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

package dev.larder.admin.hotkeys;

import java.io.UnsupportedEncodingException;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the watching of keys that are read often.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class HotKeyApiTests extends AbstractAdminServiceTests {

	private static final MemcachedServer unwatchable = unwatchable();

	private static MemcachedServer unwatchable() {
		MemcachedServer server = MemcachedServer.start("-W");
		Runtime.getRuntime().addShutdownHook(new Thread(server::close));
		return server;
	}

	@DynamicPropertySource
	static void addCluster(DynamicPropertyRegistry registry) {
		registry.add("larder.admin.clusters[4].name", () -> "unwatchable");
		registry.add("larder.admin.clusters[4].servers", unwatchable::address);
	}

	private MvcTestResult watch(String cluster, MemcachedServer server, int seconds) {
		return post("admin", "/api/v1/clusters/" + cluster + "/servers/" + id(server) + "/hot-key-watches",
				"{\"seconds\":" + seconds + "}");
	}

	private String json(String path) {
		return json(get("admin", path));
	}

	private static String json(MvcTestResult result) {
		try {
			return result.getResponse().getContentAsString();
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String location(MvcTestResult result) {
		assertThat(result).hasStatus(202);
		return String.valueOf(result.getResponse().getHeader("Location"));
	}

	private String ended(String path) {
		Awaitility.await().until(() -> !JsonPath.<String>read(json(path), "$.state").equals("RUNNING"));
		return json(path);
	}

	private static void readOften() {
		for (int i = 0; i < 6; i++) {
			first.command("get atlas:hot");
		}
		first.command("get atlas:missing");
		first.command("get atlas:a%b");
	}

	@Test
	void keysThatAreReadMostComeFirst() {
		store(first, "atlas:hot", "1");
		String path = location(watch("main", first, 2));
		readOften();
		String seen = ended(path);
		assertThat(JsonPath.<String>read(seen, "$.state")).isEqualTo("SUCCEEDED");
		assertThat(JsonPath.<Integer>read(seen, "$.reads")).isEqualTo(8);
		assertThat(JsonPath.<String>read(seen, "$.keys[0].key")).isEqualTo("atlas:hot");
		assertThat(JsonPath.<Integer>read(seen, "$.keys[0].gets")).isEqualTo(6);
		assertThat(JsonPath.<Integer>read(seen, "$.keys[0].errorBound")).isZero();
		assertThat(JsonPath.<Double>read(seen, "$.keys[0].share")).isEqualTo(0.75);
		assertThat(JsonPath.<List<Integer>>read(seen, "$.keys[?(@.key=='atlas:missing')].misses")).containsExactly(1);
		assertThat(JsonPath.<List<String>>read(seen, "$.tail[*].key")).hasSize(8).contains("atlas:a%b");
		assertThat(JsonPath.<Integer>read(seen, "$.skipped")).isZero();
		assertThat(JsonPath.<Integer>read(seen, "$.dropped")).isZero();
	}

	@Test
	void keysOfLarderItselfAreShownToWhoWantsThem() {
		String path = location(watch("main", first, 2));
		first.command("get atlas:cities@generation");
		first.command("get atlas:cities@generation");
		first.command("get atlas@journal");
		first.command("get atlas:cities:2");
		first.command("get atlas:cities:1");
		String seen = ended(path);
		assertThat(JsonPath.<Integer>read(seen, "$.reads")).isEqualTo(5);
		assertThat(JsonPath.<Integer>read(seen, "$.ownReads")).isEqualTo(3);
		assertThat(JsonPath.<List<String>>read(seen, "$.keys[*].key")).containsExactlyInAnyOrder("atlas:cities:1",
				"atlas:cities:2");
		assertThat(JsonPath.<List<Double>>read(seen, "$.keys[*].share")).containsOnly(0.5);
		assertThat(JsonPath.<List<String>>read(seen, "$.tail[*].key")).containsExactlyInAnyOrder("atlas:cities:2",
				"atlas:cities:1");
		String all = json(path + "?own=true");
		assertThat(JsonPath.<List<String>>read(all, "$.keys[*].key")).startsWith("atlas:cities@generation").hasSize(4);
		assertThat(JsonPath.<Double>read(all, "$.keys[0].share")).isEqualTo(0.4);
		assertThat(JsonPath.<List<String>>read(all, "$.tail[*].key")).hasSize(5);
		assertThat(JsonPath.<List<String>>read(json(path + "?own=true&sort=KEY"), "$.keys[*].key"))
			.containsExactly("atlas:cities:1", "atlas:cities:2", "atlas:cities@generation", "atlas@journal");
	}

	@Test
	void serverIsWatchedForOneUserAtATime() {
		String path = location(watch("main", first, 20));
		assertThat(watch("main", first, 1)).hasStatus(503).bodyJson().extractingPath("$.code").isEqualTo("target-busy");
		post("admin", path + "/cancellations", "");
		assertThat(JsonPath.<String>read(ended(path), "$.state")).isEqualTo("CANCELLED");
		String again = location(watch("main", first, 1));
		ended(again);
	}

	@Test
	void serverThatLetsNobodyWatchSaysSo() {
		assertThat(watch("unwatchable", unwatchable, 1)).hasStatus(503)
			.bodyJson()
			.hasPathSatisfying("$.code", (code) -> code.assertThat().isEqualTo("capability-missing"))
			.hasPathSatisfying("$.detail",
					(detail) -> detail.assertThat().asString().contains("watch commands not allowed"));
	}

	@Test
	void silentServerIsNotWatched() {
		freezable.freeze();
		assertThat(watch("freezable", freezable, 1)).hasStatus(504);
	}

	@Test
	void timeIsBounded() {
		assertThat(watch("main", first, 31)).hasStatus(400);
	}

	@Test
	void watchIsRecordedWithoutKeys(CapturedOutput output) {
		String path = location(watch("main", second, 1));
		second.command("get secret-key");
		ended(path);
		assertThat(get("admin", "/api/v1/audit-events?type=HOT_KEY_WATCH")).bodyText()
			.contains("\"outcome\":\"STARTED\"", "\"outcome\":\"SUCCEEDED\"")
			.doesNotContain("secret-key");
		assertThat(output).doesNotContain("secret-key");
	}

}
