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

package dev.larder.cache;

import java.time.Duration;
import java.util.List;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheInspector} of a cache in memcached with local copies.
 */
@ServerTest
class TieredCacheInspectorTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	private LarderCache cache;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers(), (settings) -> settings.withMode(CacheMode.TIERED));
		this.cache = this.instance.cache("cities");
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	private static MemcachedServer server() {
		return memcached.servers().get(0);
	}

	@Test
	void itemIsWhereItIsSaidToBe() {
		this.cache.put(7L, "value");
		CacheInspector.KeyReport report = this.cache.inspector().lookUp("long~7");
		assertThat(report.itemKey()).isEqualTo("test:cities:long~7");
		assertThat(report.node()).isEqualTo(server().address());
		assertThat(server().command("mg " + report.itemKey())).isEqualTo("HD");
	}

	@Test
	void wholeKeyOfMemcachedIsAKeyToo() {
		this.cache.get("berlin", () -> "value");
		assertThat(this.cache.inspector().lookUp("test:cities:berlin").local()).isNotNull();
	}

	@Test
	void copyBelongsToTheGenerationOfItsItem() {
		this.cache.get("berlin", () -> "value");
		CacheInspector.KeyReport report = this.cache.inspector().lookUp("berlin");
		assertThat(report.local()).isNotNull();
		assertThat(report.local().servable()).isTrue();
		assertThat(report.local().generation()).isEqualTo(report.generation());
		assertThat(report.local().writtenAt()).isNotNull();
	}

	@Test
	void lookingLeavesNoTraceInMemcached() {
		this.cache.put("berlin", "value");
		this.cache.inspector().lookUp("berlin");
		assertThat(server().command("mg test:cities:berlin h")).isEqualTo("HD h0");
	}

	@Test
	void evictionReachesMemcached() {
		this.cache.get("berlin", () -> "value");
		this.cache.inspector().evict("berlin");
		assertThat(server().command("mg test:cities:berlin")).isEqualTo("EN");
		assertThat(this.cache.inspector().lookUp("berlin").local()).isNull();
	}

	@Test
	void keyThatThisInstanceHasNeverSeenIsEvictedFromMemcached() {
		this.cache.put(new VersionedText("a", 1), "value");
		try (TestInstance other = TestInstance.of(memcached.servers(),
				(settings) -> settings.withMode(CacheMode.TIERED))) {
			other.cache("cities")
				.inspector()
				.evict("dev.larder.cache.TieredCacheInspectorTests$VersionedText~(a,int~1)");
		}
		assertThat(this.cache.get(new VersionedText("a", 1))).isNull();
	}

	@Test
	void localEvictionLeavesMemcachedAlone() {
		this.cache.get("berlin", () -> "value");
		assertThat(this.cache.inspector().evictLocal("berlin")).isTrue();
		assertThat(this.cache.inspector().lookUp("berlin").local()).isNull();
		assertThat(server().command("mg test:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void copiesThatBeginAlikeAreEvictedFromThisInstanceAlone() {
		this.cache.get("berlin", () -> "value");
		this.cache.get("paris", () -> "value");
		assertThat(this.cache.inspector().evictLocalByPrefix("ber"))
			.isEqualTo(new CacheInspector.PrefixReport("test:cities:ber", 1, 2, true));
		assertThat(this.cache.inspector().lookUp("berlin").local()).isNull();
		assertThat(this.cache.inspector().lookUp("paris").local()).isNotNull();
		assertThat(server().command("mg test:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void whatWasChangedBehindTheBackOfTheCacheIsAnnouncedToAllInstances() {
		try (TestInstance other = TestInstance.of(memcached.servers(),
				(settings) -> settings.withMode(CacheMode.TIERED))) {
			this.cache.get("berlin", () -> "value");
			assertThat(other.cache("cities").get("berlin")).isNotNull();
			server().command("delete test:cities:berlin");
			assertThat(other.cache("cities").get("berlin")).isNotNull();
			this.cache.inspector().announceChanges();
			assertThat(this.cache.get("berlin")).isNull();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(other.cache("cities").get("berlin")).isNull());
		}
	}

	@Test
	void copiesAreListedInTheOrderOfTheirUse() {
		this.cache.get("berlin", () -> "value");
		this.cache.get("paris", () -> "value");
		assertThat(this.cache.inspector().hottest(10).keys()).extracting(CacheInspector.KeyReport::text)
			.containsExactlyInAnyOrder("paris", "berlin");
	}

	@Test
	void cacheThatKeepsNothingInThisProcessHasNoOrder() {
		try (TestInstance remote = TestInstance.of(memcached.servers(),
				(settings) -> settings.withMode(CacheMode.MEMCACHED))) {
			remote.cache("cities").put("berlin", "value");
			assertThat(remote.cache("cities").inspector().hottest(10))
				.isEqualTo(new CacheInspector.KeyList(List.of(), CacheInspector.KeyOrder.NONE, 0, true));
		}
	}

	/**
	 * By this the admin service tells what was cleared from what was not.
	 */
	@Test
	void itemsOfAFormerGenerationWereChangedBeforeItsSuccessor() {
		this.cache.put("berlin", "value");
		this.cache.clear();
		this.cache.put("paris", "value");
		assertThat(changeNumber("test:cities:berlin")).isLessThan(changeNumber("test:cities@generation"));
		assertThat(changeNumber("test:cities:paris")).isGreaterThan(changeNumber("test:cities@generation"));
	}

	private static long changeNumber(String key) {
		return Long.parseLong(server().command("mg " + key + " c").substring("HD c".length()));
	}

	private record VersionedText(String text, int version) {

	}

}
