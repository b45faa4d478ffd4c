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
import java.util.HashMap;
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
 * Tells which items of Larder's caches on a server were cleared and only wait to expire.
 * <p>
 * To clear a cache Larder replaces the item that holds its generation on the server. A
 * server numbers all its changes, so that an item with a lower number than the one that
 * holds the generation was stored before, and nobody will read it again. What was stored
 * afterwards by an instance that had not heard of the clearing yet is as dead, but cannot
 * be told without reading it. Not safe for use by several threads.
 */
final class Generations {

	/**
	 * How many caches are told apart.
	 */
	private static final int MAX_CACHES = 1000;

	private static final Pattern GENERATION = Pattern.compile("[0-9a-f]{1,16}");

	private static final int GENERATION_BYTES = 16;

	private final ServerGateway gateway;

	private final ClusterServer server;

	/**
	 * The numbers of the items that hold generations; 0 if there is none.
	 */
	private final Map<String, Long> numbers = new HashMap<>();

	private boolean silent;

	Generations(ServerGateway gateway, ClusterServer server) {
		this.gateway = gateway;
		this.server = server;
	}

	/**
	 * Returns whether an item was cleared. The first time a cache is met, the server is
	 * asked for its generation.
	 * @param item the item
	 * @return whether it was, or {@code null} if that is unknown: it is not Larder's, or
	 * of a cache without generations
	 */
	@Nullable Boolean isUnreachable(DumpedItem item) {
		String cache = KeyGroup.cacheOf(item.text());
		if (cache == null || item.cas() == 0) {
			return null;
		}
		Long number = this.numbers.get(cache);
		if (number == null && !this.silent && this.numbers.size() < MAX_CACHES) {
			number = ask(cache);
			this.numbers.put(cache, number);
		}
		return (number != null && number != 0) ? item.cas() < number : null;
	}

	private long ask(String cache) {
		try {
			Inspection found = this.gateway.inspect(this.server, ItemKey.ofText(cache + "@generation"),
					GENERATION_BYTES);
			ItemMetadata metadata = found.metadata();
			Long cas = (metadata != null) ? metadata.cas() : null;
			return (cas != null && isGeneration(found.value())) ? cas : 0;
		}
		catch (IllegalArgumentException ex) {
			return 0;
		}
		catch (ApiException ex) {
			// The list of keys says what is wrong with the server
			this.silent = true;
			return 0;
		}
	}

	private static boolean isGeneration(@Nullable StoredValue value) {
		return value != null && value.length() == value.bytes().length
				&& GENERATION.matcher(new String(value.bytes(), StandardCharsets.US_ASCII)).matches();
	}

}
