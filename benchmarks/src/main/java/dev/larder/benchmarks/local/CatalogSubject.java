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

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.PeerServers;

/**
 * Methods that are called through a proxy, and the cache behind them.
 */
public enum CatalogSubject implements Subject {

	/**
	 * No cache: what a proxy costs by itself.
	 */
	UNCACHED("a proxy that does not cache", ApplicationProperties.SPRING_CAFFEINE, Catalog::uncached),

	/**
	 * Spring with Caffeine.
	 */
	SPRING("Spring Caffeine", ApplicationProperties.SPRING_CAFFEINE, Catalog::product),

	/**
	 * Spring with Caffeine, and {@code sync = true}.
	 */
	SPRING_SYNC("Spring Caffeine, sync = true", ApplicationProperties.SPRING_CAFFEINE, Catalog::productInSync),

	/**
	 * Spring with Caffeine, and a key in Spring's expression language.
	 */
	SPRING_KEY("Spring Caffeine, key = \"#id\"", ApplicationProperties.SPRING_CAFFEINE, Catalog::productByKey),

	/**
	 * Larder in local memory.
	 */
	LARDER("Larder local", ApplicationProperties.LARDER_LOCAL, Catalog::product),

	/**
	 * Larder in local memory, without the protection of all loads.
	 */
	LARDER_UNGUARDED("Larder local, guard-all-loads = false", ApplicationProperties.LARDER_UNGUARDED, Catalog::product),

	/**
	 * Larder in local memory, and a key in Spring's expression language.
	 */
	LARDER_KEY("Larder local, key = \"#id\"", ApplicationProperties.LARDER_LOCAL, Catalog::productByKey),

	/**
	 * Larder in memcached, with copies in local memory, which are what is read.
	 */
	LARDER_TIERED("Larder tiered, local hit", ApplicationProperties::larderTiered, Catalog::product);

	private final String label;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Function<PeerServers, List<String>> properties;

	@SuppressWarnings("ImmutableEnumChecker")
	private final BiFunction<Catalog, Long, Product> method;

	CatalogSubject(String label, List<String> properties, BiFunction<Catalog, Long, Product> method) {
		this(label, (servers) -> properties, method);
	}

	CatalogSubject(String label, Function<PeerServers, List<String>> properties,
			BiFunction<Catalog, Long, Product> method) {
		this.label = label;
		this.properties = properties;
		this.method = method;
	}

	@Override
	public String label() {
		return this.label;
	}

	/**
	 * Returns the properties of the application.
	 */
	List<String> properties(PeerServers servers) {
		return this.properties.apply(servers);
	}

	BiFunction<Catalog, Long, Product> method() {
		return this.method;
	}

}
