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

import java.time.Duration;
import java.util.function.Predicate;

import dev.larder.cache.CacheInspector.PrefixReport;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.store.CacheStore;

/**
 * The entries of a cache in this process whose keys begin alike.
 */
final class KeysByPrefix {

	/**
	 * Enough for many millions of keys, and less than a client waits for.
	 */
	private static final Duration TIME = Duration.ofSeconds(20);

	private static final int KEYS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;

	private final LarderCache cache;

	private final CacheStore store;

	private final String prefix;

	KeysByPrefix(LarderCache cache, String prefix) {
		this.cache = cache;
		this.store = cache.store();
		this.prefix = this.store.keys().ofPrefix(prefix);
	}

	PrefixReport count() {
		return report((key) -> this.store.peek(key.identity()) != null);
	}

	// Loads become invalid twice, as with every change: see CacheChanges
	PrefixReport evict() {
		this.cache.flights().invalidateAll();
		PrefixReport report = report(this.store::evictLocal);
		this.cache.flights().invalidateAll();
		return report;
	}

	private PrefixReport report(Predicate<EntryKey> counts) {
		String itemPrefix = this.cache.getSettings().mode().isMemcached() ? this.prefix : null;
		long start = System.nanoTime();
		long matched = 0;
		long seen = 0;
		for (Object identity : this.store.identities()) {
			if (seen % KEYS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && System.nanoTime() - start > TIME.toNanos()) {
				return new PrefixReport(itemPrefix, matched, seen, false);
			}
			seen++;
			EntryKey key = this.store.keys().key(identity);
			if (key.encoded().whole().startsWith(this.prefix) && counts.test(key)) {
				matched++;
			}
		}
		return new PrefixReport(itemPrefix, matched, seen, true);
	}

}
