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

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.larder.cache.CacheSettings;
import dev.larder.cache.MemcachedBackend;
import dev.larder.coherence.Coherence;
import dev.larder.coherence.CoherenceSettings;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.memcached.BreakerSettings;
import dev.larder.memcached.Generations;
import dev.larder.memcached.MemcachedCluster;
import dev.larder.memcached.ValueSettings;
import dev.larder.memcached.xmemcached.ClientSettings;
import dev.larder.memcached.xmemcached.XMemcachedOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.StringUtils;

/**
 * The memcached that caches live in, if any do. Nothing connects before a cache is used.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnMemcachedModeCondition.class)
@Import(SerializationConfiguration.class)
class MemcachedConfiguration {

	/**
	 * For how many intervals of the poll a generation is trusted.
	 */
	private static final int TRUSTED_INTERVALS = 5;

	@Bean
	@ConditionalOnMissingBean
	MemcachedCluster larderMemcachedCluster(LarderProperties properties) {
		LarderProperties.Memcached memcached = properties.getMemcached();
		ClientSettings settings = ClientSettings.defaults()
			.withOperationTimeout(positive("larder.memcached.operation-timeout", memcached.getOperationTimeout()))
			.withConnectTimeout(positive("larder.memcached.connect-timeout", memcached.getConnectTimeout()));
		return new MemcachedCluster(NodeAddresses.parse(memcached.getServers()),
				(address) -> new XMemcachedOperations(address, settings), BreakerSettings.defaults());
	}

	@Bean
	Generations larderGenerations(LarderProperties properties) {
		Duration interval = positive("larder.coherence.poll-interval", properties.getCoherence().getPollInterval());
		return new Generations(interval.multipliedBy(TRUSTED_INTERVALS));
	}

	@Bean(initMethod = "start")
	Coherence larderCoherence(MemcachedCluster cluster, Generations generations, LarderProperties properties,
			Environment environment, ObjectProvider<InvalidationChannel> channel) {
		LarderProperties.Coherence coherence = properties.getCoherence();
		CoherenceSettings settings = new CoherenceSettings(keyPrefix(properties, environment),
				coherence.getPollInterval(), coherence.getWhenUnreachable());
		return new Coherence(cluster, generations, settings, channel.getIfUnique());
	}

	@Bean
	MemcachedBackend larderMemcachedBackend(MemcachedCluster cluster, Generations generations, Coherence coherence,
			LarderProperties properties, Environment environment, CacheSerializers serializers,
			@Qualifier("applicationTaskExecutor") ObjectProvider<AsyncTaskExecutor> taskExecutor) {
		Function<CacheSettings, ValueSettings> values = new CacheValues(properties, serializers);
		Executor executor = taskExecutor.getIfAvailable(() -> new SimpleAsyncTaskExecutor("larder-"));
		return new MemcachedBackend(cluster, generations, coherence, keyPrefix(properties, environment), values,
				executor);
	}

	private static String keyPrefix(LarderProperties properties, Environment environment) {
		String keyPrefix = properties.getKeyPrefix();
		if (!StringUtils.hasText(keyPrefix)) {
			keyPrefix = environment.getProperty("spring.application.name");
		}
		if (!StringUtils.hasText(keyPrefix)) {
			throw new InvalidConfigurationPropertyValueException("larder.key-prefix", properties.getKeyPrefix(),
					"Caches in memcached need it, so that two applications do not share keys by accident. "
							+ "Set it, or 'spring.application.name'.");
		}
		return keyPrefix;
	}

	private static Duration positive(String property, Duration value) {
		if (value.toMillis() < 1) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be a millisecond or more. Write a time such as '250ms'.");
		}
		return value;
	}

}
