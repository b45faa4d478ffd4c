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

import java.util.function.Function;

import dev.larder.cache.CacheSettings;
import dev.larder.cache.MemcachedBackend;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.coherence.CoherenceSettings;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.ValueSettings;
import dev.larder.internal.memcached.xmemcached.XMemcachedOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The memcached that caches live in, if any do. It is connected to in the background,
 * while the application starts.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnMemcachedModeCondition.class)
class MemcachedConfiguration {

	/**
	 * For how many intervals of the poll a generation is trusted.
	 */
	private static final int TRUSTED_INTERVALS = 5;

	@Bean
	@ConditionalOnMissingBean
	MemcachedCluster larderMemcachedCluster(LarderSettings larder) {
		LarderProperties.Memcached memcached = larder.properties().getMemcached();
		NodeSettings settings = NodeSettings.defaults()
			.withOperationTimeout(memcached.getOperationTimeout())
			.withConnectTimeout(memcached.getConnectTimeout())
			.withMaxValueSize((int) memcached.getMaxItemSize().toBytes());
		MemcachedCluster cluster = new MemcachedCluster(larder.servers(), XMemcachedOperations::new, settings);
		cluster.connect();
		return cluster;
	}

	@Bean
	Generations larderGenerations(LarderSettings larder) {
		return new Generations(larder.properties().getCoherence().getPollInterval().multipliedBy(TRUSTED_INTERVALS));
	}

	@Bean(initMethod = "start")
	Coherence larderCoherence(MemcachedCluster cluster, Generations generations, LarderSettings larder,
			ObjectProvider<InvalidationChannel> channel) {
		LarderProperties.Coherence coherence = larder.properties().getCoherence();
		CoherenceSettings settings = new CoherenceSettings(larder.keyPrefix(), coherence.getPollInterval(),
				coherence.getWhenUnreachable());
		return new Coherence(cluster, generations, settings, channel.getIfAvailable());
	}

	@Bean
	MemcachedBackend larderMemcachedBackend(MemcachedCluster cluster, Generations generations, Coherence coherence,
			LarderSettings larder, CacheSerializers serializers, LarderThreads threads) {
		Function<CacheSettings, ValueSettings> values = new CacheValues(larder.properties(), serializers);
		return new MemcachedBackend(cluster, generations, coherence, larder.keyPrefix(), values, threads::execute);
	}

}
