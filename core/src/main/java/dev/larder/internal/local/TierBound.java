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
package dev.larder.internal.local;

import java.util.function.ToIntFunction;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Item;

import org.springframework.util.Assert;

/**
 * How much a tier holds before it evicts what is used least: so many entries, or so many
 * bytes, for which its entries have to be kept as bytes.
 *
 * @param maxEntries the number of entries, if there is no weight
 * @param maxWeight the number of bytes, or 0 if entries are counted
 */
public record TierBound(long maxEntries, long maxWeight) {

	/**
	 * What an entry takes besides its value, about: its key, and the objects that hold
	 * it.
	 */
	static final int ENTRY_WEIGHT = 100;

	/**
	 * Returns a bound of the number of entries.
	 * @param maxEntries how many there are at most
	 * @return the bound
	 */
	public static TierBound ofEntries(long maxEntries) {
		return new TierBound(maxEntries, 0);
	}

	boolean isWeight() {
		return this.maxWeight > 0;
	}

	/**
	 * Returns the weight of an entry.
	 * @param entry an entry that holds the bytes of its value, or {@code null}
	 * @return its bytes
	 */
	static int weight(Entry entry) {
		Object value = entry.get();
		Assert.state(value == null || value instanceof Item, "Only what is kept as bytes can be weighed");
		return ENTRY_WEIGHT + ((value instanceof Item item) ? item.size() : 0);
	}

	/**
	 * Returns a builder of what is bounded so.
	 * @param weigher gives the weight of an entry, if that counts
	 */
	<V> Caffeine<Object, V> builder(ToIntFunction<V> weigher) {
		return isWeight() ? Caffeine.newBuilder()
			.maximumWeight(this.maxWeight)
			.weigher((Object key, V value) -> weigher.applyAsInt(value)) : unweighed();
	}

	@SuppressWarnings("unchecked")
	private <V> Caffeine<Object, V> unweighed() {
		return (Caffeine<Object, V>) (Caffeine<?, ?>) Caffeine.newBuilder().maximumSize(this.maxEntries);
	}

}
