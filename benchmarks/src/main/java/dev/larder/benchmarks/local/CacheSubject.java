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
package dev.larder.benchmarks.local;

import dev.larder.benchmarks.peer.PeerServers;

/**
 * Caches in this process whose reading is measured.
 */
public enum CacheSubject implements Subject {

	/**
	 * Caffeine, asked by {@code getIfPresent}.
	 */
	CAFFEINE("Caffeine alone", (servers) -> LocalCache.caffeine()),

	/**
	 * What Spring Boot makes when Caffeine is there.
	 */
	SPRING_CAFFEINE("Spring CaffeineCache",
			(servers) -> LocalCache.ofApplication(ApplicationProperties.SPRING_CAFFEINE)),

	/**
	 * The same, and hits are counted.
	 */
	SPRING_CAFFEINE_STATISTICS("Spring CaffeineCache, recordStats",
			(servers) -> LocalCache.ofApplication(ApplicationProperties.SPRING_CAFFEINE_STATISTICS)),

	/**
	 * A map without bound and without expiry.
	 */
	SPRING_MAP("Spring ConcurrentMapCache", (servers) -> LocalCache.ofApplication(ApplicationProperties.SPRING_MAP)),

	/**
	 * Larder in local memory.
	 */
	LARDER_LOCAL("Larder local", (servers) -> LocalCache.ofApplication(ApplicationProperties.LARDER_LOCAL)),

	/**
	 * Larder in memcached, with copies in local memory, which are what is read.
	 */
	LARDER_TIERED("Larder tiered, local hit",
			(servers) -> LocalCache.ofApplication(ApplicationProperties.larderTiered(servers))),

	/**
	 * JetCache on Caffeine alone.
	 */
	JETCACHE_CAFFEINE("JetCache Caffeine", (servers) -> LocalCache.jetCacheCaffeine()),

	/**
	 * JetCache with Caffeine before Redis; Caffeine is what is read.
	 */
	JETCACHE_BOTH("JetCache BOTH, local hit", LocalCache::jetCacheBoth);

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Factory factory;

	CacheSubject(String label, Factory factory) {
		this.label = label;
		this.factory = factory;
	}

	@Override
	public String label() {
		return this.label;
	}

	LocalCache open(PeerServers servers) {
		return this.factory.open(servers);
	}

	/**
	 * Opens caches of one kind.
	 */
	@FunctionalInterface
	interface Factory {

		LocalCache open(PeerServers servers);

	}

}
