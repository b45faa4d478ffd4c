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

package dev.larder.cache;

import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import dev.larder.cache.CacheInspector.KeyOrder;
import dev.larder.internal.store.CacheStore;

/**
 * The keys of a cache in this process in the order of their use, as Caffeine judges it to
 * decide which entry has to make room. To ask for them counts as no use.
 *
 * @param identities what tells the keys from others, the one in most use first
 * @param order what the order is
 * @param complete whether these are all
 */
record KeysByUse(List<?> identities, KeyOrder order, boolean complete) {

	/**
	 * What has expired, or was cleared, is among the keys for a while. The cache admits
	 * nothing new while they are read.
	 */
	private static final int IDENTITIES_PER_KEY = 10;

	static KeysByUse of(CacheStore store, int limit) {
		if (store.nativeCache() instanceof Cache<?, ?> cache) {
			return cache.policy()
				.eviction()
				.map((eviction) -> of(eviction, cache.estimatedSize(), limit))
				.orElseGet(KeysByUse::none);
		}
		return none();
	}

	private static KeysByUse of(Eviction<?, ?> eviction, long size, int limit) {
		long most = (long) limit * IDENTITIES_PER_KEY;
		List<?> identities = eviction.hottest((entries) -> entries.limit(most).map(Map.Entry::getKey).toList());
		// Caffeine records no reads before a cache is half full
		boolean recorded = size >= eviction.getMaximum() / 2;
		return new KeysByUse(identities, recorded ? KeyOrder.USE : KeyOrder.ANY, identities.size() < most);
	}

	private static KeysByUse none() {
		return new KeysByUse(List.of(), KeyOrder.NONE, true);
	}

}
