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
package dev.larder.admin.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.larder.admin.cluster.ClusterServer;
import dev.larder.admin.cluster.ServerGateway;
import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.ItemKey;
import dev.larder.admin.memcached.ItemMetadata;
import dev.larder.admin.memcached.StoredValue;
import dev.larder.admin.problem.ApiException;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * Tells which items of Larder's caches on a server were made invalid and only wait to
 * expire.
 * <p>
 * To clear a cache Larder replaces the item that holds its generation on the server. A
 * server numbers all its changes, so that an item with a lower number than the one that
 * holds the generation was stored before, and nobody will read it again. What was stored
 * afterwards by an instance that had not heard of the clearing yet is as dead, but cannot
 * be told without reading it. Where servers come and go, {@link NotedServers} tell the
 * rest, of some items only once others are known. Not safe for use by several threads.
 */
final class Generations {

	/**
	 * How many caches are told apart.
	 */
	private static final int MAX_CACHES = 1000;

	/**
	 * How many applications with servers that come and go are told apart.
	 */
	private static final int MAX_PREFIXES = 32;

	/**
	 * How many items wait for their verdict.
	 */
	private static final int MAX_OPEN = 1000;

	private static final Pattern GENERATION = Pattern.compile("[0-9a-f]{1,16}");

	private static final int GENERATION_BYTES = 16;

	private static final int RADIX = 16;

	private final ServerGateway gateway;

	private final ClusterServer server;

	private final ItemHeaders headers;

	private final Verdicts verdicts;

	private final Map<String, Generation> generations = new HashMap<>();

	private final Map<String, NotedServers> notes = new HashMap<>();

	private final List<OpenCase> open = new ArrayList<>();

	private boolean silent;

	/**
	 * Creates a judge of the items of a server.
	 * @param gateway asks the server
	 * @param server the server
	 * @param verdicts gets each item that was judged
	 */
	Generations(ServerGateway gateway, ClusterServer server, Verdicts verdicts) {
		this.gateway = gateway;
		this.server = server;
		this.verdicts = verdicts;
		this.headers = new ItemHeaders(gateway, server);
	}

	/**
	 * Judges an item, now or later. The first time a cache is met, the server is asked
	 * for its generation.
	 * @param item the item
	 */
	void judge(DumpedItem item) {
		String cache = KeyGroup.cacheOf(item.text());
		Generation generation = (cache != null && item.cas() != 0) ? generation(cache) : Generation.NONE;
		if (cache == null || generation.cas() == 0) {
			this.verdicts.judged(item, null);
			return;
		}
		if (item.cas() < generation.cas()) {
			this.verdicts.judged(item, true);
			return;
		}
		NotedServers servers = servers(cache.substring(0, cache.indexOf(':')));
		OpenCase open = (servers != null) ? servers.open(item, generation.number()) : null;
		if (servers == null || open == null) {
			this.verdicts.judged(item, servers != null && servers.isUnreachable(item));
			return;
		}
		this.open.add(open);
		if (this.open.size() == MAX_OPEN) {
			judgeRest();
		}
	}

	/**
	 * Judges the items that wait for it.
	 */
	void judgeRest() {
		Map<PlaceBounds, List<OpenCase>> places = new LinkedHashMap<>();
		this.open.forEach((item) -> places.computeIfAbsent(item.place(), (place) -> new ArrayList<>()).add(item));
		this.open.clear();
		places.forEach((place, cases) -> place.judge(cases, this.headers, this.verdicts));
	}

	private Generation generation(String cache) {
		Generation known = this.generations.get(cache);
		if (known != null || this.silent || this.generations.size() >= MAX_CACHES) {
			return (known != null) ? known : Generation.NONE;
		}
		Inspection found = ask(cache + "@generation", GENERATION_BYTES);
		Generation generation = (found != null) ? Generation.of(found) : Generation.NONE;
		this.generations.put(cache, generation);
		return generation;
	}

	private @Nullable NotedServers servers(String prefix) {
		NotedServers known = this.notes.get(prefix);
		if (known != null) {
			return known.isPresent() ? known : null;
		}
		if (this.silent || this.notes.size() >= MAX_PREFIXES) {
			return null;
		}
		NotedServers servers = NotedServers.of(ask(prefix + "@servers", NotedServers.MAX_BYTES), this.server);
		this.notes.put(prefix, servers);
		return servers.isPresent() ? servers : null;
	}

	private @Nullable Inspection ask(String key, int bytes) {
		try {
			return this.gateway.inspect(this.server, ItemKey.ofText(key), bytes);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		catch (ApiException ex) {
			// The list of keys says what is wrong with the server
			this.silent = true;
			return null;
		}
	}

	/**
	 * Gets items that were judged.
	 */
	@FunctionalInterface
	interface Verdicts {

		/**
		 * An item was judged.
		 * @param item the item
		 * @param unreachable whether nobody will read it again, or {@code null} if that
		 * is unknown: it is not Larder's, or of a cache without generations, or would
		 * have to be read
		 */
		void judged(DumpedItem item, @Nullable Boolean unreachable);

	}

	/**
	 * An item that cannot be judged alone.
	 *
	 * @param item the item
	 * @param place the place it belongs to
	 * @param number the number it must carry to be valid
	 */
	record OpenCase(DumpedItem item, PlaceBounds place, long number) {

	}

	/**
	 * The generation of a cache on the server.
	 *
	 * @param number the number of the generation
	 * @param cas the number of the change that made it so, or 0 if there is no generation
	 */
	private record Generation(long number, long cas) {

		static final Generation NONE = new Generation(0, 0);

		static Generation of(Inspection found) {
			ItemMetadata metadata = found.metadata();
			StoredValue value = found.value();
			Long cas = (metadata != null) ? metadata.cas() : null;
			if (cas == null || value == null || !value.isComplete()) {
				return NONE;
			}
			String text = new String(value.bytes(), StandardCharsets.US_ASCII);
			return GENERATION.matcher(text).matches() ? new Generation(Long.parseUnsignedLong(text, RADIX), cas) : NONE;
		}

	}

}
