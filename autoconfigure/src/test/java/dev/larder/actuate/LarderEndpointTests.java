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
package dev.larder.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.larder.actuate.LarderEndpoint.CacheDescriptor;
import dev.larder.actuate.LarderEndpoint.OperationDescriptor;
import dev.larder.actuate.LarderEndpoint.PrefixDescriptor;
import dev.larder.actuate.LarderEndpoint.StatisticsDescriptor;
import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.Refusal;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link LarderEndpoint}.
 */
class LarderEndpointTests {

	private final LarderCacheManager first = LarderCacheManager.builder()
		.withCacheConfiguration("shared", CacheSettings.defaults())
		.withCacheConfiguration("products", CacheSettings.defaults().withMaxEntries(7))
		.build();

	private final LarderCacheManager second = LarderCacheManager.builder()
		.withCacheConfiguration("shared", CacheSettings.defaults())
		.build();

	private final LarderEndpoint endpoint = new LarderEndpoint("shop",
			Map.of("first", this.first, "second", this.second), () -> List.of("Beware"));

	@Test
	void adviceIsShown() {
		assertThat(this.endpoint.caches().advice()).containsExactly("Beware");
	}

	@Test
	void allCachesAreShownInOrder() {
		assertThat(this.endpoint.caches().application()).isEqualTo("shop");
		assertThat(this.endpoint.caches().caches()).extracting(CacheDescriptor::manager, CacheDescriptor::name)
			.containsExactly(tuple("first", "products"), tuple("first", "shared"), tuple("second", "shared"));
	}

	@Test
	void processIsToldFromOthers() {
		assertThat(this.endpoint.caches().instanceId()).hasSizeGreaterThan(30)
			.isEqualTo(this.endpoint.caches().instanceId())
			.isNotEqualTo(new LarderEndpoint("shop", Map.of(), List::of).caches().instanceId());
	}

	@Test
	void settingsAndStatisticsAreShown() {
		LarderCache products = products();
		products.get("key");
		products.put("key", "value");
		products.get("key");
		CacheDescriptor shown = this.endpoint.caches().caches().get(0);
		assertThat(shown.mode()).isEqualTo("local");
		assertThat(shown.settings()).isEqualTo(Map.of("timeToLiveMs", 3_600_000L, "timeToLiveJitter", 0.1,
				"nullTimeToLiveMs", 60_000L, "staleTimeToLiveMs", 0L, "softLoadTimeoutMs", 0L, "loadTimeoutMs", 0L,
				"waitTimeoutMs", 10_000L, "refreshAhead", false, "maxEntries", 7L, "copyOnRead", false));
		assertThat(shown.statistics().hits()).isEqualTo(1);
		assertThat(shown.statistics().misses()).isEqualTo(1);
		assertThat(shown.statistics().puts()).isEqualTo(1);
		assertThat(shown.statistics().size()).isEqualTo(1);
	}

	@Test
	void settingsAreShownThatHaveAnEffect() {
		Set<String> memcached = Set.of("clusterLease", "leaseTimeMs", "serializer", "compression",
				"compressionThresholdBytes");
		CacheSettings settings = CacheSettings.defaults();
		assertThat(SettingsDescription.of(settings.withMode(CacheMode.MEMCACHED))).containsKeys("timeToLiveMs")
			.containsKeys(memcached.toArray(String[]::new))
			.doesNotContainKeys("mode", "maxEntries", "copyOnRead", "localTimeToLiveMs");
		assertThat(SettingsDescription.of(settings.withMode(CacheMode.TIERED)))
			.containsKeys(memcached.toArray(String[]::new))
			.containsEntry("maxEntries", 10_000L)
			.doesNotContainKey("maxWeightBytes")
			.containsEntry("localTimeToLiveMs", 60_000L)
			.containsEntry("compression", "lz4")
			.containsEntry("compressionThresholdBytes", 4096L);
		assertThat(SettingsDescription.of(settings.withMaxWeight(DataSize.ofMegabytes(1))))
			.containsEntry("maxWeightBytes", 1048576L)
			.doesNotContainKey("maxEntries");
	}

	@Test
	void whatIsNotCachedIsShown() {
		LarderCacheManager copying = LarderCacheManager.builder()
			.withCacheConfiguration("products", CacheSettings.defaults().withCopyOnRead(true))
			.allowedTypes((type) -> true)
			.build();
		LarderCache products = copying.getLarderCache("products");
		products.put("key", new Order("Jo"));
		products.put(new Object(), "value");
		CacheDescriptor shown = new LarderEndpoint("shop", Map.of("copying", copying), List::of).caches()
			.caches()
			.get(0);
		assertThat(shown.refusals()).extracting(Refusal::subject, Refusal::reason, Refusal::path, Refusal::count)
			.containsExactlyInAnyOrder(tuple("value", "altered", "LarderEndpointTests.Order.owner", 1L),
					tuple("key", "identity", null, 1L));
		assertThat(shown.refusals()).extracting(Refusal::type).contains("java.lang.Object");
		assertThat(shown.refusals()).allSatisfy((refusal) -> {
			assertThat(refusal.why()).endsWith(".");
			assertThat(refusal.remedy()).endsWith(".");
			assertThat(refusal.lastAt()).isNotNull();
		});
		assertThat(shown.statistics().refusedKeys()).isOne();
		assertThat(shown.statistics().refusedValues()).isOne();
	}

	@Test
	void statisticsOfOneCacheBeginAnew() {
		LarderCache products = products();
		LarderCache shared = this.first.getLarderCache("shared");
		products.put("key", "value");
		products.get("key");
		shared.get("key");
		OperationDescriptor done = this.endpoint.operate("reset-statistics", "products", null, null);
		assertThat(done).isEqualTo(new OperationDescriptor("products", "first", "reset", null));
		products.get("key");
		products.get("other");
		assertThat(statistics(0)).returns(1L, StatisticsDescriptor::hits)
			.returns(1L, StatisticsDescriptor::misses)
			.returns(0L, StatisticsDescriptor::puts)
			.returns(1L, StatisticsDescriptor::size);
		assertThat(statistics(0).since()).isNotNull();
		assertThat(statistics(1)).returns(1L, StatisticsDescriptor::misses).returns(null, StatisticsDescriptor::since);
	}

	@Test
	void statisticsOfAllCachesBeginAnew() {
		products().get("key");
		this.second.getLarderCache("shared").get("key");
		assertThat(this.endpoint.operate("reset-statistics", null, null, null))
			.isEqualTo(new OperationDescriptor(null, null, "reset", null));
		assertThat(this.endpoint.caches().caches()).hasSize(3)
			.extracting(CacheDescriptor::statistics)
			.allSatisfy((statistics) -> assertThat(statistics).returns(0L, StatisticsDescriptor::misses)
				.extracting(StatisticsDescriptor::since)
				.isNotNull());
	}

	@Test
	void whatMetersReadNeverFalls() {
		products().get("key");
		this.endpoint.operate("reset-statistics", "products", null, null);
		assertThat(products().getStatistics().misses()).isOne();
	}

	private StatisticsDescriptor statistics(int cache) {
		return this.endpoint.caches().caches().get(cache).statistics();
	}

	@Test
	void cacheIsCleared() {
		products().put("key", "value");
		OperationDescriptor done = this.endpoint.operate("clear", "products", null, null);
		assertThat(done).isEqualTo(new OperationDescriptor("products", "first", "cleared", null));
		assertThat(products().get("key")).isNull();
	}

	@Test
	void cacheOfANamedManagerIsCleared() {
		LarderCache one = this.first.getLarderCache("shared");
		LarderCache other = this.second.getLarderCache("shared");
		one.put("key", "value");
		other.put("key", "value");
		this.endpoint.operate("clear", "shared", "second", null);
		assertThat(one.get("key")).isNotNull();
		assertThat(other.get("key")).isNull();
	}

	@Test
	void unknownCacheIsNotFound() {
		assertThat(this.endpoint.operate("clear", "others", null, null)).isNull();
		assertThat(this.endpoint.operate("clear", "products", "second", null)).isNull();
	}

	@Test
	void unknownCacheIsNotFoundOnTheWeb() {
		LarderEndpointWebExtension web = new LarderEndpointWebExtension(this.endpoint);
		assertThat(web.operate("clear", "others", null, null).getStatus())
			.isEqualTo(WebEndpointResponse.STATUS_NOT_FOUND);
		WebEndpointResponse<Object> cleared = web.operate("clear", "products", null, null);
		assertThat(cleared.getStatus()).isEqualTo(WebEndpointResponse.STATUS_OK);
		assertThat(cleared.getBody()).isNotNull();
	}

	@Test
	void ambiguousCacheIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate("clear", "shared", null, null))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("manager"));
	}

	@Test
	void unknownOperationIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate("explode", "products", null, null))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("explode"));
	}

	@Test
	void operationAndCacheHaveToBeNamed() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate(null, "products", null, null))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("'operation'").contains("clear"));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate("clear", null, null, null))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("'cache'"));
	}

	private LarderCache products() {
		LarderCache products = this.first.getLarderCache("products");
		assertThat(products).isNotNull();
		return products;
	}

	static class Order {

		private final transient String owner;

		Order(String owner) {
			this.owner = owner;
		}

		@Override
		public String toString() {
			return "Order of " + this.owner;
		}

	}

	@Test
	void keyIsEvictedByItsText() {
		products().put(7L, "value");
		OperationDescriptor done = this.endpoint.operate("evict", "products", null, "long~7");
		assertThat(done).isNotNull();
		assertThat(done.outcome()).isEqualTo("evicted");
		assertThat(products().get(7L)).isNull();
	}

	@Test
	void keyThatIsNotThereIsSaidNotToBe() {
		OperationDescriptor done = this.endpoint.operate("evict-local", "products", null, "nothing");
		assertThat(done).isNotNull();
		assertThat(done.outcome()).isEqualTo("not-present-locally");
	}

	@Test
	void evictionNeedsAKey() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate("evict", "products", null, null))
			.withMessageContaining("'key'");
	}

	@Test
	void keysThatBeginAlikeAreCountedAndEvicted() {
		products().put("city:1", "value");
		products().put("city:2", "value");
		products().put("town:1", "value");
		PrefixDescriptor expected = new PrefixDescriptor(null, 2, 3, true);
		assertThat(this.endpoint.operate("count-by-prefix", "products", null, "city:"))
			.isEqualTo(new OperationDescriptor("products", "first", "counted", expected));
		assertThat(this.endpoint.operate("evict-local-by-prefix", "products", null, "city:"))
			.isEqualTo(new OperationDescriptor("products", "first", "evicted", expected));
		assertThat(products().get("city:1")).isNull();
		assertThat(products().get("town:1")).isNotNull();
	}

	@Test
	void beginningOfKeysMustNotBeEmpty() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.operate("evict-local-by-prefix", "products", null, ""))
			.withMessageContaining("must not be empty");
	}

	@Test
	void changesAreAnnouncedWithoutAKey() {
		products().put("key", "value");
		OperationDescriptor done = this.endpoint.operate("announce-changes", "products", null, null);
		assertThat(done).isEqualTo(new OperationDescriptor("products", "first", "announced", null));
		assertThat(products().get("key")).isNotNull();
	}

}
