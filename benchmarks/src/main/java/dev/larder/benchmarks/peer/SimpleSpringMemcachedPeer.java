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

import com.google.code.ssm.CacheFactory;
import com.google.code.ssm.config.DefaultAddressProvider;
import com.google.code.ssm.providers.CacheConfiguration;
import com.google.code.ssm.providers.xmemcached.MemcacheClientFactoryImpl;
import com.google.code.ssm.spring.SSMCache;

/**
 * Opens a cache of simple-spring-memcached over xmemcached.
 */
final class SimpleSpringMemcachedPeer {

	private static final int EXPIRATION_SECONDS = 3600;

	private SimpleSpringMemcachedPeer() {
	}

	static Peer open(PeerServers servers) throws Exception {
		CacheConfiguration configuration = new CacheConfiguration();
		configuration.setConsistentHashing(true);
		CacheFactory factory = new CacheFactory();
		factory.setCacheName(PeerContext.CACHE);
		factory.setCacheClientFactory(new MemcacheClientFactoryImpl());
		factory.setAddressProvider(new DefaultAddressProvider(String.join(",", servers.memcached())));
		factory.setConfiguration(configuration);
		factory.afterPropertiesSet();
		return new SpringPeer(new SSMCache(factory.getObject(), EXPIRATION_SECONDS, true), factory::destroy);
	}

}
