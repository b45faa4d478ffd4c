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
package dev.larder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedSettings;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A program that makes a cache manager by hand, as docs/configuration.md says.
 */
@ServerTest
class WithoutSpringBootTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	// What follows is quoted in the documentation
	static LarderCacheManager cacheManager(String... servers) {
		CacheSettings shared = CacheSettings.defaults()
			.withMode(CacheMode.MEMCACHED)
			.withTimeToLive(Duration.ofMinutes(10));
		return LarderCacheManager.builder()
			.cacheDefaults(shared)
			.withCacheConfiguration("products", shared.withMode(CacheMode.TIERED))
			.memcached(MemcachedSettings.servers(servers).withKeyPrefix("shop"))
			.allowedTypes(new PackageAllowList(List.of("dev.larder"), List.of()))
			.build();
	}

	@Test
	void documentationSaysHow() throws IOException {
		String source = Files.readString(Path.of("src/test/java/dev/larder/WithoutSpringBootTests.java"));
		String method = source.substring(source.indexOf("\tstatic LarderCacheManager cacheManager("));
		method = method.substring(0, method.indexOf("\n\t}\n") + "\n\t}\n".length());
		String quoted = "```java\n" + method.replaceAll("(?m)^\t", "") + "```";
		assertThat(Files.readString(Path.of("..", "docs", "configuration.md"))).contains(quoted);
	}

	@Test
	void programsShareWhatTheyCache() {
		try (LarderCacheManager one = cacheManager(memcached.server().address());
				LarderCacheManager other = cacheManager(memcached.server().address())) {
			assertThat(one.getCacheNames()).containsExactly("products");
			for (String name : List.of("products", "others")) {
				Cache cache = one.getCache(name);
				assertThat(cache).isNotNull();
				// A loaded machine may keep a client waiting for longer than the default
				Awaitility.await().until(() -> {
					cache.put("key", new Product("spoon"));
					Cache same = other.getCache(name);
					return same != null && new Product("spoon").equals(same.get("key", Product.class));
				});
			}
			assertThat(one.getNodeStatistics()).singleElement()
				.satisfies((node) -> assertThat(node.name()).isEqualTo(memcached.server().address()));
			LarderCache products = one.getLarderCache("products");
			assertThat(products).isNotNull();
			assertThat(products.getSettings().serializers()).extracting(ValueSerializer::name)
				.containsExactly("json", "fory", "jdk");
		}
	}

	@Test
	void closedManagerLeavesNoThreads() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		LarderCacheManager cacheManager = cacheManager(memcached.server().address());
		Cache cache = cacheManager.getCache("products");
		assertThat(cache).isNotNull();
		cache.put("key", "value");
		cacheManager.close();
		assertThat(cache.<String>get("other", () -> "value")).isEqualTo("value");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> !before.contains(thread))
				.noneMatch((thread) -> thread.getName().startsWith("larder-")));
	}

	@Test
	void keyPrefixIsNeeded() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LarderCacheManager.builder().memcached(MemcachedSettings.servers("cache-1:11211")))
			.withMessageContaining("key prefix");
	}

	@Test
	void memcachedIsNeededWhereCachesLiveInIt() {
		assertThatIllegalStateException()
			.isThrownBy(() -> LarderCacheManager.builder()
				.withCacheConfiguration("products", CacheSettings.defaults().withMode(CacheMode.MEMCACHED))
				.build())
			.withMessageContaining("products");
	}

	@Test
	void othersAreNotCreatedIfThatIsDisabled() {
		try (LarderCacheManager cacheManager = LarderCacheManager.builder()
			.initialCacheNames(List.of("products"))
			.disableCreateOnMissingCache()
			.build()) {
			assertThat(cacheManager.getCacheNames()).containsExactly("products");
			assertThat(cacheManager.getCache("others")).isNull();
		}
	}

	record Product(String name) {

	}

}
