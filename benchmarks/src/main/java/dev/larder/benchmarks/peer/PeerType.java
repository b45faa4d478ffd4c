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

import java.util.Set;

import org.springframework.cache.CacheManager;

/**
 * Larder in its modes, and its peers.
 */
public enum PeerType {

	/**
	 * Larder in local memory.
	 */
	LARDER_LOCAL("Larder local", Backend.LOCAL, LarderPeer.ABILITIES, LarderPeer::local),

	/**
	 * Larder in memcached.
	 */
	LARDER_MEMCACHED("Larder memcached", Backend.MEMCACHED, LarderPeer.ABILITIES, LarderPeer::memcached),

	/**
	 * Larder in memcached, with copies in local memory.
	 */
	LARDER_TIERED("Larder tiered", Backend.MEMCACHED, LarderPeer.ABILITIES, LarderPeer::tiered),

	/**
	 * The cache manager Spring Boot makes when Caffeine is there.
	 */
	SPRING_CAFFEINE("Spring Caffeine", Backend.LOCAL, SpringPeer.ABILITIES, SpringPeer::caffeine),

	/**
	 * Another starter for memcached, which has to be on the class path.
	 * @see SixhoursPeer
	 */
	SIXHOURS("sixhours " + SixhoursPeer.VERSION, Backend.MEMCACHED, SpringPeer.ABILITIES, SixhoursPeer::open),

	/**
	 * The {@link CacheManager} of simple-spring-memcached over xmemcached.
	 */
	SIMPLE_SPRING_MEMCACHED("simple-spring-memcached", Backend.MEMCACHED, SpringPeer.ABILITIES,
			SimpleSpringMemcachedPeer::open),

	/**
	 * The client alone, as it is built by default, with its own serialization.
	 */
	RAW_XMEMCACHED("xmemcached, raw", Backend.MEMCACHED, Set.of(Ability.GET_ALL, Ability.OBJECTS),
			RawXMemcachedPeer::open),

	/**
	 * A blocking socket for each thread. Not safe, not complete, but nothing is faster.
	 */
	RAW_SOCKET("socket, raw", Backend.MEMCACHED, Set.of(Ability.GET_ALL), RawSocketPeer::open),

	/**
	 * The same, but the answers are read by another thread, as clients do that share a
	 * connection.
	 */
	HANDING_SOCKET("socket, read by another thread", Backend.MEMCACHED, Set.of(), HandingSocketPeer::open),

	/**
	 * Spring Data Redis as it is by default, where a put or an eviction is only begun.
	 */
	REDIS_CACHE("RedisCache", Backend.REDIS, SpringPeer.ABILITIES, SpringPeer::redis),

	/**
	 * Spring Data Redis, with changes that are waited for.
	 */
	REDIS_CACHE_IMMEDIATE("RedisCache, immediate writes", Backend.REDIS, SpringPeer.ABILITIES,
			SpringPeer::immediateRedis),

	/**
	 * Spring Data Redis, with one load at a time in a whole cache.
	 */
	REDIS_CACHE_LOCKING("RedisCache, locking", Backend.REDIS, SpringPeer.ABILITIES, SpringPeer::lockingRedis),

	/**
	 * JetCache on Redis, with changes that are waited for.
	 */
	JETCACHE_REDIS("JetCache Redis", Backend.REDIS, JetCachePeer.ABILITIES, JetCachePeer::redis),

	/**
	 * JetCache on Redis, which loads once in a process.
	 */
	JETCACHE_PROTECTED("JetCache Redis, protected", Backend.REDIS, JetCachePeer.ABILITIES,
			JetCachePeer::protectedRedis),

	/**
	 * JetCache with Caffeine before Redis.
	 */
	JETCACHE_BOTH("JetCache BOTH", Backend.REDIS, JetCachePeer.ABILITIES, JetCachePeer::both);

	private final String label;

	private final Backend backend;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Set<Ability> abilities;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Factory factory;

	PeerType(String label, Backend backend, Set<Ability> abilities, Factory factory) {
		this.label = label;
		this.backend = backend;
		this.abilities = abilities;
		this.factory = factory;
	}

	public String label() {
		return this.label;
	}

	public Backend backend() {
		return this.backend;
	}

	public boolean can(Ability ability) {
		return this.abilities.contains(ability);
	}

	/**
	 * Returns whether the peer can be measured here: whether its libraries are on the
	 * class path.
	 * @return whether it can be opened
	 */
	public boolean isAvailable() {
		return this != SIXHOURS || SixhoursPeer.isAvailable();
	}

	/**
	 * Opens a cache.
	 * @param servers the servers it may use
	 * @return the cache, to be closed by the caller
	 */
	public Peer open(PeerServers servers) {
		try {
			return this.factory.open(servers);
		}
		catch (Exception ex) {
			throw new IllegalStateException(this.label + " could not be set up", ex);
		}
	}

	/**
	 * Opens peers of one type.
	 */
	@FunctionalInterface
	interface Factory {

		Peer open(PeerServers servers) throws Exception;

	}

}
