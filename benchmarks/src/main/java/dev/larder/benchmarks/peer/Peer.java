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

import java.util.List;

/**
 * Larder, and what one could use instead, each as its makers set it up by default.
 */
public enum Peer {

	LARDER_LOCAL("Larder local", Backend.LOCAL, (servers) -> SpringClient.larder("local", servers)),

	LARDER_MEMCACHED("Larder memcached", Backend.MEMCACHED, (servers) -> SpringClient.larder("memcached", servers)),

	LARDER_TIERED("Larder tiered", Backend.MEMCACHED, (servers) -> SpringClient.larder("tiered", servers)),

	/** Spring's own support of Caffeine. */
	SPRING_CAFFEINE("Spring Caffeine", Backend.LOCAL, (servers) -> SpringClient.caffeine()),

	SIXHOURS("sixhours 3.0.0", Backend.MEMCACHED, SpringClient::sixhours),

	SIMPLE_SPRING_MEMCACHED("simple-spring-memcached", Backend.MEMCACHED, SpringClient::simpleSpringMemcached),

	/** The client beneath Larder, without anything on top. */
	RAW_XMEMCACHED("xmemcached, raw", Backend.MEMCACHED, XMemcachedClient::new),

	/** What the network and memcached cost, whatever the client. */
	RAW_SOCKET("socket, raw", Backend.MEMCACHED, SocketClient::new),

	/** The same with what it costs that another thread reads. */
	HANDING_SOCKET("socket, read by another thread", Backend.MEMCACHED, HandingSocketClient::new),

	/** Spring's own support of Redis, which does not wait until values are stored. */
	REDIS_CACHE("RedisCache", Backend.REDIS, SpringClient::redis),

	/** The same, which does wait. */
	REDIS_CACHE_IMMEDIATE("RedisCache, immediate writes", Backend.REDIS,
			(servers) -> SpringClient.redis(servers, SpringClient.ImmediateWrites.class)),

	/** The same, with a lock for the whole cache while something is loaded. */
	REDIS_CACHE_LOCKING("RedisCache, locking", Backend.REDIS,
			(servers) -> SpringClient.redis(servers, SpringClient.Locking.class)),

	JETCACHE_REDIS("JetCache Redis", Backend.REDIS, (servers) -> JetCacheClient.redis(servers, false)),

	/** The same, with one load at a time in each process. */
	JETCACHE_PROTECTED("JetCache Redis, protected", Backend.REDIS, (servers) -> JetCacheClient.redis(servers, true)),

	/** JetCache with a local tier before Redis. */
	JETCACHE_BOTH("JetCache BOTH", Backend.REDIS, JetCacheClient::both);

	private final String label;

	private final Backend backend;

	@SuppressWarnings("ImmutableEnumChecker") // a method, without a state
	private final Factory factory;

	Peer(String label, Backend backend, Factory factory) {
		this.label = label;
		this.backend = backend;
		this.factory = factory;
	}

	public String label() {
		return this.label;
	}

	public Backend backend() {
		return this.backend;
	}

	/**
	 * Returns whether objects can be stored, or bytes alone.
	 * @return whether they can
	 */
	public boolean takesObjects() {
		return this != RAW_SOCKET && this != HANDING_SOCKET;
	}

	/**
	 * Returns whether the library is there: one is not in every repository.
	 * @return whether it is
	 */
	public boolean isAvailable() {
		return this != SIXHOURS || SpringClient.isSixhoursPresent();
	}

	/**
	 * Returns those whose library is there.
	 * @param peers the peers
	 * @return some of them, in the same order
	 */
	public static List<Peer> available(List<Peer> peers) {
		return peers.stream().filter(Peer::isAvailable).toList();
	}

	public Client open(Addresses servers) {
		try {
			return this.factory.open(servers);
		}
		catch (Exception ex) {
			throw new IllegalStateException(this.label + " could not be set up", ex);
		}
	}

	/**
	 * Where a peer keeps values.
	 */
	public enum Backend {

		LOCAL, MEMCACHED, REDIS

	}

	@FunctionalInterface
	private interface Factory {

		Client open(Addresses servers) throws Exception;

	}

}
