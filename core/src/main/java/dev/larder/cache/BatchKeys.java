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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are read together. They are told from each other by their text, like all keys
 * of a cache; those given to a loader must differ by their own {@code equals} as well, as
 * it is given a set.
 *
 * @param <K> the type of the keys
 */
final class BatchKeys<K> {

	/**
	 * The keys that can be used, with those asked for that are one and the same.
	 */
	private final Map<EntryKey, List<K>> usable = new LinkedHashMap<>();

	private final Set<K> unusable = new LinkedHashSet<>();

	/**
	 * The keys that stand for the usable ones when they are loaded.
	 */
	private final Set<K> originals = new HashSet<>();

	private BatchKeys() {
	}

	/**
	 * Returns the keys of one call in groups that can be loaded together: all in one,
	 * unless some are equal though they differ in their text.
	 * @param keys the keys
	 * @param usable gives a key as the store knows it, or {@code null} if it cannot be
	 * used
	 */
	static <K> List<BatchKeys<K>> groups(Collection<K> keys, Function<Object, @Nullable EntryKey> usable) {
		List<BatchKeys<K>> groups = new ArrayList<>(1);
		groups.add(new BatchKeys<>());
		for (K key : keys) {
			EntryKey known = usable.apply(key);
			if (known == null) {
				groups.get(0).addUnusable(key);
				continue;
			}
			if (groups.stream().noneMatch((group) -> group.add(known, key))) {
				BatchKeys<K> group = new BatchKeys<>();
				group.add(known, key);
				groups.add(group);
			}
		}
		return groups;
	}

	private boolean add(EntryKey known, K key) {
		List<K> same = this.usable.get(known);
		if (same == null) {
			if (!this.originals.add(key)) {
				return false;
			}
			same = new ArrayList<>(1);
			this.usable.put(known, same);
		}
		same.add(key);
		return true;
	}

	private void addUnusable(K key) {
		try {
			this.unusable.add(key);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// No map of results can hold it either
		}
	}

	Set<EntryKey> usable() {
		return this.usable.keySet();
	}

	Set<K> unusable() {
		return this.unusable;
	}

	/**
	 * Returns the usable keys that something was not found for.
	 */
	List<EntryKey> without(Map<EntryKey, Entry> found) {
		return this.usable.keySet().stream().filter((key) -> !found.containsKey(key)).toList();
	}

	/**
	 * Returns the key to load in the place of a key.
	 */
	K original(EntryKey key) {
		return Objects.requireNonNull(this.usable.get(key)).get(0);
	}

	Set<K> originals(Collection<EntryKey> keys) {
		return keys.stream().map(this::original).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns entries by the keys that were asked for.
	 */
	Map<K, Entry> named(Map<EntryKey, Entry> entries) {
		Map<K, Entry> named = new HashMap<>();
		entries.forEach((key, entry) -> Objects.requireNonNull(this.usable.get(key))
			.forEach((asked) -> named.put(asked, entry)));
		return named;
	}

}
