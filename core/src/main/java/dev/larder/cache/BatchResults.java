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

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The results for keys some of which are equal though they differ in their text. Keys are
 * looked up by that.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the results
 */
final class BatchResults<K, V> extends AbstractMap<K, V> {

	private final Map<Object, Map.Entry<K, V>> byIdentity = new LinkedHashMap<>();

	private final Function<Object, Object> identities;

	/**
	 * Collects results.
	 * @param parts the results of keys that are not equal
	 * @param identities gives the identity of a key
	 */
	BatchResults(List<Map<K, V>> parts, Function<Object, Object> identities) {
		this.identities = identities;
		parts.forEach((part) -> part.forEach(
				(key, value) -> this.byIdentity.put(identities.apply(key), new SimpleImmutableEntry<>(key, value))));
	}

	@Override
	public boolean containsKey(Object key) {
		return this.byIdentity.containsKey(this.identities.apply(key));
	}

	@Override
	public @Nullable V get(Object key) {
		Map.Entry<K, V> result = this.byIdentity.get(this.identities.apply(key));
		return (result != null) ? result.getValue() : null;
	}

	@Override
	public Set<Map.Entry<K, V>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Map.Entry<K, V>> iterator() {
				return BatchResults.this.byIdentity.values().iterator();
			}

			@Override
			public int size() {
				return BatchResults.this.byIdentity.size();
			}

		};
	}

}
