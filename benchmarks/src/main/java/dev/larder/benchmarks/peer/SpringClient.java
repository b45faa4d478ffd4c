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

package dev.larder.benchmarks.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.google.code.ssm.CacheFactory;
import com.google.code.ssm.config.DefaultAddressProvider;
import com.google.code.ssm.providers.CacheConfiguration;
import com.google.code.ssm.providers.xmemcached.MemcacheClientFactoryImpl;
import com.google.code.ssm.spring.SSMCache;
import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.cache.RedisCacheWriter.RedisCacheWriterConfigurer;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Whatever is behind Spring's cache abstraction, in an application that has nothing else.
 */
public final class SpringClient implements Client {

	/** The name of the cache. */
	public static final String CACHE = "products";

	private static final String SIXHOURS = "io.sixhours.memcached.cache.MemcachedCacheAutoConfiguration";

	private static final int EXPIRATION_SECONDS = 3600;

	private final Cache cache;

	private final AutoCloseable owner;

	private SpringClient(Cache cache, AutoCloseable owner) {
		this.cache = cache;
		this.owner = owner;
	}

	/**
	 * Uses the cache of an application, and ends it when closed.
	 * @param context the application
	 * @return the client
	 */
	public static SpringClient of(ConfigurableApplicationContext context) {
		return new SpringClient(cache(context, CACHE), context);
	}

	/**
	 * Returns a cache of an application.
	 * @param context the application
	 * @param name the name of the cache
	 * @return the cache
	 */
	public static Cache cache(ConfigurableApplicationContext context, String name) {
		Cache cache = context.getBean(CacheManager.class).getCache(name);
		Assert.state(cache != null, () -> "There is no cache '" + name + "'");
		return cache;
	}

	/**
	 * Starts an application that logs nothing but what is wrong.
	 * @param properties its properties
	 * @param sources its configuration
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(List<String> properties, Class<?>... sources) {
		List<String> all = new ArrayList<>(properties);
		all.addAll(List.of("spring.main.banner-mode=off", "spring.main.log-startup-info=false",
				"spring.jmx.enabled=false"));
		return new SpringApplicationBuilder(sources).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
	}

	/**
	 * Starts an application with Larder.
	 * @param mode where its caches live
	 * @param keyPrefix what its keys begin with
	 * @param servers where the servers are
	 * @return the application
	 */
	public static ConfigurableApplicationContext startLarder(String mode, String keyPrefix, Addresses servers) {
		return start(List.of("larder.mode=" + mode, "larder.key-prefix=" + keyPrefix,
				"larder.defaults.max-entries=1000000", "larder.memcached.servers=" + servers.allMemcached()),
				Application.class);
	}

	/**
	 * Starts an application with Larder, and uses its cache.
	 * @param properties its properties
	 * @return the client, which ends the application when closed
	 */
	public static Client larder(List<String> properties) {
		return of(start(properties, Application.class));
	}

	static Client larder(String mode, Addresses servers) {
		return of(startLarder(mode, "benchmark", servers));
	}

	static Client caffeine() {
		return of(start(List.of("spring.cache.type=caffeine",
				"spring.cache.caffeine.spec=maximumSize=1000000,expireAfterWrite=1h"), Application.class));
	}

	static Client redis(Addresses servers, Class<?>... sources) {
		List<Class<?>> all = new ArrayList<>(List.of(Application.class));
		all.addAll(List.of(sources));
		return of(start(List.of("spring.cache.type=redis", "spring.cache.redis.time-to-live=1h",
				"spring.data.redis.url=redis://" + servers.redis()), all.toArray(Class<?>[]::new)));
	}

	static boolean isSixhoursPresent() {
		return ClassUtils.isPresent(SIXHOURS, SpringClient.class.getClassLoader());
	}

	static Client sixhours(Addresses servers) {
		return of(start(
				List.of("spring.autoconfigure.exclude=dev.larder.autoconfigure.LarderAutoConfiguration",
						"memcached.cache.servers=" + servers.allMemcached(), "memcached.cache.expiration=1h"),
				Application.class));
	}

	static Client simpleSpringMemcached(Addresses servers) throws Exception {
		CacheConfiguration configuration = new CacheConfiguration();
		configuration.setConsistentHashing(true);
		CacheFactory factory = new CacheFactory();
		factory.setCacheName(CACHE);
		factory.setCacheClientFactory(new MemcacheClientFactoryImpl());
		factory.setAddressProvider(new DefaultAddressProvider(servers.allMemcached()));
		factory.setConfiguration(configuration);
		factory.afterPropertiesSet();
		return new SpringClient(new SSMCache(factory.getObject(), EXPIRATION_SECONDS, true), factory::destroy);
	}

	@Override
	public @Nullable Object get(String key) {
		Cache.ValueWrapper value = this.cache.get(key);
		return (value != null) ? value.get() : null;
	}

	@Override
	public void put(String key, Object value) {
		this.cache.put(key, value);
	}

	@Override
	public void evict(String key) {
		this.cache.evict(key);
	}

	@Override
	public void clear() {
		this.cache.clear();
	}

	@Override
	public Object load(String key, Callable<Object> loader) {
		Object value = this.cache.get(key, loader);
		Assert.state(value != null, "A load has a value");
		return value;
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) {
		if (!(this.cache instanceof LarderCache larder)) {
			throw new UnsupportedOperationException();
		}
		Map<String, Object> values = new HashMap<>();
		larder.getAll(keys).forEach((key, value) -> values.put(key, value.get()));
		return values;
	}

	@Override
	public void close() {
		try {
			this.owner.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An application that has caches alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

	/**
	 * Lets Redis caches wait until a value is stored.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ImmediateWrites {

		@Bean
		RedisCacheManagerBuilderCustomizer immediateWrites(RedisConnectionFactory connections) {
			return (builder) -> builder
				.cacheWriter(RedisCacheWriter.create(connections, RedisCacheWriterConfigurer::immediateWrites));
		}

	}

	/**
	 * Lets Redis caches lock while a value is loaded.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Locking {

		@Bean
		RedisCacheManagerBuilderCustomizer locking(RedisConnectionFactory connections) {
			return (builder) -> builder.cacheWriter(RedisCacheWriter.lockingRedisCacheWriter(connections));
		}

	}

}
