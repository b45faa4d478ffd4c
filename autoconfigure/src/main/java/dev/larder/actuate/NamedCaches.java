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

package dev.larder.actuate;

import java.util.List;
import java.util.Map;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.util.Assert;

/**
 * Finds caches by their names. Thread-safe.
 */
final class NamedCaches {

	private final Map<String, LarderCacheManager> managers;

	NamedCaches(Map<String, LarderCacheManager> managers) {
		this.managers = managers;
	}

	/**
	 * Finds a cache.
	 * @param cache its name
	 * @param manager the bean name of its cache manager, or {@code null} if there is only
	 * one cache of that name
	 * @return the cache, or {@code null} if there is none
	 * @throws InvalidEndpointRequestException if several could be meant
	 */
	@Nullable NamedCache find(String cache, @Nullable String manager) {
		List<NamedCache> candidates = this.managers.entrySet()
			.stream()
			.filter((candidate) -> manager == null || candidate.getKey().equals(manager))
			.filter((candidate) -> candidate.getValue().getLarderCache(cache) != null)
			.map((candidate) -> NamedCache.of(candidate.getKey(), candidate.getValue(), cache))
			.toList();
		if (candidates.size() > 1) {
			throw refused("Several cache managers have such a cache. Name one of them as 'manager'.");
		}
		return candidates.isEmpty() ? null : candidates.get(0);
	}

	static InvalidEndpointRequestException refused(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	/**
	 * A cache.
	 *
	 * @param manager the bean name of its cache manager
	 * @param cache the cache
	 */
	record NamedCache(String manager, LarderCache cache) {

		static NamedCache of(String name, LarderCacheManager manager, String cache) {
			LarderCache found = manager.getLarderCache(cache);
			Assert.state(found != null, "Caches are never removed");
			return new NamedCache(name, found);
		}

	}

}
