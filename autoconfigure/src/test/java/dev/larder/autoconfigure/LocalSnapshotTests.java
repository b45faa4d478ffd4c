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
package dev.larder.autoconfigure;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.larder.actuate.LarderEndpoint;
import dev.larder.actuate.LarderEndpoint.SnapshotDescriptor;
import dev.larder.cache.CacheMode;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.SnapshotStatistics;
import dev.larder.serializer.TypeAllowList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Snapshots of local caches in whole applications that are restarted.
 */
@Timeout(120)
class LocalSnapshotTests {

	@TempDir
	private Path temp;

	private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderEndpointAutoConfiguration.class))
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=larder");

	@Test
	void withoutADirectoryThereAreNoSnapshots() {
		this.plainRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(snapshot(context)).isNull();
			assertThat(context.getBean(LarderEndpoint.class).caches().snapshot()).isNull();
		});
		this.plainRunner.withPropertyValues("larder.local.snapshot.directory=").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(snapshot(context)).isNull();
		});
	}

	@Test
	void whatWasLoadedIsNotLoadedAgainAfterARestart() {
		runner().run((context) -> {
			ProductShop shop = context.getBean(ProductShop.class);
			assertThat(shop.find(7, "en")).isEqualTo(new Product("product 7 in en"));
			assertThat(shop.loads()).isOne();
		});
		runner().run((context) -> {
			awaitRestored(context);
			ProductShop shop = context.getBean(ProductShop.class);
			assertThat(shop.find(7, "en")).isEqualTo(new Product("product 7 in en"));
			assertThat(shop.loads()).isZero();
			assertThat(context.getBean(LarderEndpoint.class).caches().snapshot())
				.extracting(SnapshotDescriptor::restored)
				.isEqualTo(1L);
		});
	}

	@Test
	void cachesThatCopyWhatIsReadAreRestored() {
		ApplicationContextRunner copying = runner().withPropertyValues("larder.defaults.copy-on-read=true");
		copying.run((context) -> context.getBean(ProductShop.class).find(7, "en"));
		copying.run((context) -> {
			awaitRestored(context);
			ProductShop shop = context.getBean(ProductShop.class);
			Product found = shop.find(7, "en");
			assertThat(found).isEqualTo(new Product("product 7 in en"));
			assertThat(shop.find(7, "en")).isEqualTo(found).isNotSameAs(found);
			assertThat(shop.loads()).isZero();
		});
	}

	@Test
	void whatWasEvictedIsLoadedAgainAfterARestart() {
		runner().run((context) -> {
			ProductShop shop = context.getBean(ProductShop.class);
			shop.find(7, "en");
			cache(context).clear();
			shop.find(8, "en");
		});
		runner().run((context) -> {
			awaitRestored(context);
			ProductShop shop = context.getBean(ProductShop.class);
			shop.find(8, "en");
			assertThat(shop.loads()).isZero();
			shop.find(7, "en");
			assertThat(shop.loads()).isOne();
		});
	}

	@Test
	void twoContextsInOneDirectoryHaveFilesOfTheirOwn() throws Exception {
		runner().run((one) -> runner().run((two) -> {
			assertThat(two).hasNotFailed();
			cache(one).put("key", "one");
			cache(two).put("key", "two");
		}));
		try (Stream<Path> files = Files.list(directory())) {
			assertThat(files.map((file) -> file.getFileName().toString())).contains("larder-1.snapshot",
					"larder-2.snapshot");
		}
		runner().run((one) -> {
			awaitRestored(one);
			assertThat(cache(one).get("key", String.class)).isEqualTo("one");
		});
	}

	@Test
	void typesOutsideTheAllowListAreNotRestored() {
		runner().withPropertyValues("larder.serialization.allowed-types=dev.larder.cache.CacheMode").run((context) -> {
			cache(context).put("mode", CacheMode.LOCAL);
			cache(context).put("text", "text");
		});
		runner().withPropertyValues("larder.serialization.allowed-types=dev.larder.cache.CacheMode").run((context) -> {
			awaitRestored(context);
			assertThat(cache(context).get("mode", CacheMode.class)).isEqualTo(CacheMode.LOCAL);
		});
		runner().run((context) -> {
			awaitRestored(context);
			assertThat(cache(context).get("mode")).isNull();
			assertThat(cache(context).get("text", String.class)).isEqualTo("text");
		});
	}

	@Test
	void cacheIsWrittenByItsSerializer() {
		ApplicationContextRunner jdk = runner().withPropertyValues("larder.caches.products.serializer=jdk");
		jdk.run((context) -> cache(context).put("key", new Product("name")));
		jdk.run((context) -> {
			awaitRestored(context);
			assertThat(cache(context).get("key", Product.class)).isEqualTo(new Product("name"));
		});
	}

	@Test
	void serializerMayChangeBetweenRuns() {
		runner().withPropertyValues("larder.caches.products.serializer=jdk")
			.run((context) -> cache(context).put("key", new Product("name")));
		runner().withPropertyValues("larder.caches.products.serializer=raw").run((context) -> {
			awaitRestored(context);
			assertThat(cache(context).get("key", Product.class)).isEqualTo(new Product("name"));
		});
	}

	@Test
	void cachesInMemcachedHaveNoSnapshot() throws Exception {
		runner()
			.withPropertyValues("larder.key-prefix=shop", "larder.caches.remote.mode=memcached",
					"larder.memcached.servers=localhost:1")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(TypeAllowList.class);
				cache(context).put("key", "value");
				awaitRestored(context);
			});
		runner()
			.withPropertyValues("larder.key-prefix=shop", "larder.caches.products.mode=memcached",
					"larder.memcached.servers=localhost:1")
			.run((context) -> {
				awaitRestored(context);
				assertThat(snapshot(context).restored()).isZero();
			});
	}

	@Test
	void snapshotsAreWrittenAtIntervals() {
		runner().withPropertyValues("larder.local.snapshot.interval=50ms").run((context) -> {
			cache(context).put("key", "value");
			await().until(() -> snapshot(context).entries() == 1);
			SnapshotDescriptor snapshot = context.getBean(LarderEndpoint.class).caches().snapshot();
			assertThat(snapshot).isNotNull();
			assertThat(snapshot.file()).endsWith("larder-1.snapshot");
			assertThat(snapshot.writtenAt()).isNotNull();
			assertThat(snapshot.bytes()).isPositive();
		});
	}

	@Test
	void directoryThatCannotBeCreatedStopsTheStart() throws Exception {
		Path file = Files.createFile(this.temp.resolve("file"));
		this.plainRunner.withPropertyValues("larder.local.snapshot.directory=" + file.resolve("below"))
			.run((context) -> assertRefused(context, "larder.local.snapshot.directory"));
	}

	@Test
	void intervalMustBePositive() {
		runner().withPropertyValues("larder.local.snapshot.interval=0")
			.run((context) -> assertRefused(context, "larder.local.snapshot.interval"));
	}

	@Test
	void unknownSerializerStopsTheStart() {
		runner().withPropertyValues("larder.caches.products.serializer=kryo")
			.run((context) -> assertRefused(context, "larder.caches.products.serializer"));
	}

	private static void assertRefused(AssertableApplicationContext context, String property) {
		assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
					(ex) -> assertThat(ex.getName()).isEqualTo(property));
	}

	private static void awaitRestored(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		await().until(() -> !snapshot(context).restoring());
	}

	private static SnapshotStatistics snapshot(AssertableApplicationContext context) {
		return context.getBean(LarderCacheManager.class).getSnapshotStatistics();
	}

	private static LarderCache cache(AssertableApplicationContext context) {
		LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
		cacheManager.getCache("products");
		LarderCache cache = cacheManager.getLarderCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

	private ApplicationContextRunner runner() {
		return this.plainRunner.withPropertyValues("larder.local.snapshot.directory=" + directory());
	}

	private Path directory() {
		return this.temp.resolve("snapshots");
	}

	record Product(String name) implements Serializable {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	static class ShopConfiguration {

		@Bean
		ProductShop productShop() {
			return new ProductShop();
		}

	}

	static class ProductShop {

		private int loads;

		@Cacheable("products")
		public Product find(long id, String language) {
			this.loads++;
			return new Product("product " + id + " in " + language);
		}

		public int loads() {
			return this.loads;
		}

	}

}
