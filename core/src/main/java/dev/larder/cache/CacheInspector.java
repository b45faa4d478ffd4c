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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.ValueDigest;
import dev.larder.internal.store.CacheStore;
import dev.larder.internal.store.ItemLocation;
import dev.larder.internal.store.LocalEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Looks into a cache for an operator, who has keys as text: {@code berlin},
 * {@code long~7}, or a whole key of memcached. What is looked at does not count as used,
 * nor in the statistics. Thread-safe.
 */
public final class CacheInspector {

	/**
	 * The most keys a list may have.
	 */
	public static final int MAX_LIST_SIZE = 1000;

	/**
	 * The most keys a list with digests may have.
	 */
	public static final int MAX_DIGESTS = 100;

	/**
	 * The most keys a list in the order of their use may have.
	 */
	public static final int MAX_HOTTEST = 100;

	private static final Duration SCAN_TIME = Duration.ofSeconds(2);

	private static final EncodedKey ANY_KEY = new EncodedKey("preview", null);

	private final LarderCache cache;

	private final CacheStore store;

	private final Supplier<EnvelopeCodec> codec;

	CacheInspector(LarderCache cache, Supplier<EnvelopeCodec> codec) {
		this.cache = cache;
		this.store = cache.store();
		this.codec = codec;
	}

	/**
	 * Looks for a key.
	 * @param key the key as text
	 * @return the key as this instance knows it
	 */
	public KeyReport lookUp(String key) {
		Resolved resolved = resolve(key);
		ItemLocation item = this.store.locateItem(resolved.key());
		LocalEntry local = this.store.peek(resolved.key().identity());
		return new KeyReport(text(resolved.key()), (item != null) ? item.key() : null,
				(item != null) ? item.node() : null, (item != null) ? item.generation() : null,
				(local != null) ? report(local) : null, resolved.certain(),
				this.cache.flights().isLoading(resolved.key().identity()));
	}

	/**
	 * Returns the value of a key in this process, for those who may see it.
	 * @param key the key as text
	 * @param maxSize how much of it to return at most, in bytes
	 * @return the value, or {@code null} if there is none, or it cannot be written
	 */
	public @Nullable ValueReport readValue(String key, int maxSize) {
		LocalEntry local = this.store.peek(resolve(key).key().identity());
		Item item = (local != null) ? this.codec.get().encodeUncompressed(local.entry(), ANY_KEY) : null;
		return (item != null) ? ValueReport.of(item, maxSize) : null;
	}

	/**
	 * Describes keys of entries in this process.
	 * @param prefix the start of the text of the keys
	 * @param limit how many to list at most
	 * @param digests whether to tell the digests and sizes of the values, which have to
	 * be serialized for it
	 * @return the keys, in the order of their text, of those that were looked at
	 */
	public KeyList list(String prefix, int limit, boolean digests) {
		int max = digests ? MAX_DIGESTS : MAX_LIST_SIZE;
		Assert.isTrue(limit > 0 && limit <= max, () -> "'limit' must be from 1 to " + max);
		String wanted = this.store.keys().withoutHead(prefix);
		long deadline = System.nanoTime() + SCAN_TIME.toNanos();
		List<KeyReport> found = new ArrayList<>();
		long seen = 0;
		for (Object identity : this.store.identities()) {
			if (found.size() == limit || System.nanoTime() > deadline) {
				return new KeyList(sorted(found), KeyOrder.TEXT, seen, false);
			}
			seen++;
			EntryKey key = this.store.keys().key(identity);
			String text = text(key);
			LocalEntry local = text.startsWith(wanted) ? this.store.peek(identity) : null;
			if (local != null) {
				found.add(new KeyReport(text, null, null, null, digests ? report(local) : reportWithoutDigest(local),
						true, false));
			}
		}
		return new KeyList(sorted(found), KeyOrder.TEXT, seen, true);
	}

	/**
	 * Describes the keys in this process that would be kept longest if others had to make
	 * room: those in use. Nobody counts how often a key is read.
	 * @param limit how many to list at most
	 * @return the keys, the one in most use first
	 */
	public KeyList hottest(int limit) {
		Assert.isTrue(limit > 0 && limit <= MAX_HOTTEST, "'limit' must be from 1 to " + MAX_HOTTEST);
		KeysByUse keys = KeysByUse.of(this.store, limit);
		List<KeyReport> found = new ArrayList<>();
		long seen = 0;
		for (Object identity : keys.identities()) {
			if (found.size() == limit) {
				return new KeyList(found, keys.order(), seen, false);
			}
			seen++;
			LocalEntry local = this.store.peek(identity);
			if (local != null) {
				found.add(new KeyReport(text(this.store.keys().key(identity)), null, null, null,
						reportWithoutDigest(local), true, false));
			}
		}
		return new KeyList(found, keys.order(), seen, keys.complete());
	}

	private static List<KeyReport> sorted(List<KeyReport> found) {
		found.sort(Comparator.comparing(KeyReport::text));
		return found;
	}

	/**
	 * Removes a key, from wherever the cache keeps it.
	 * @param key the key as text
	 * @return whether there was an entry in this process
	 */
	public boolean evict(String key) {
		Resolved resolved = resolve(key);
		boolean local = this.store.peek(resolved.key().identity()) != null;
		this.cache.evict(resolved.key());
		return local;
	}

	/**
	 * Removes a key from this process alone.
	 * @param key the key as text
	 * @return whether there was an entry in this process
	 */
	public boolean evictLocal(String key) {
		return this.store.evictLocal(resolve(key).key());
	}

	/**
	 * Counts the entries in this process whose keys begin alike. What is in memcached is
	 * not looked at.
	 * @param prefix the beginning of the text of the keys, not empty
	 * @return how many there are
	 * @throws IllegalArgumentException if there can be no such keys
	 */
	public PrefixReport countByPrefix(String prefix) {
		return new KeysByPrefix(this.cache, prefix).count();
	}

	/**
	 * Removes the entries whose keys begin alike from this process alone, and has what is
	 * being loaded not be stored here. Where it cannot look at all keys within 20 seconds
	 * it says so.
	 * @param prefix the beginning of the text of the keys, not empty
	 * @return how many there were
	 * @throws IllegalArgumentException if there can be no such keys
	 */
	public PrefixReport evictLocalByPrefix(String prefix) {
		return new KeysByPrefix(this.cache, prefix).evict();
	}

	/**
	 * Has this and every other instance drop its copies of what is in memcached, as
	 * somebody has changed it behind the back of the cache. They ask memcached anew, and
	 * load nothing that is still there. The copies of other caches on the same servers go
	 * as well.
	 */
	public void announceChanges() {
		this.cache.flights().invalidateAll();
		this.store.announceChanges();
	}

	/**
	 * Finds the key that has a text. Only what is in this process need be found itself:
	 * elsewhere the text is the key.
	 */
	private Resolved resolve(String text) {
		KeyEncoder keys = this.store.keys();
		EntryKey written = keys.ofText(text);
		if (this.store.peek(written.identity()) != null) {
			return new Resolved(written, true);
		}
		long deadline = System.nanoTime() + SCAN_TIME.toNanos();
		for (Object identity : this.store.identities()) {
			if (System.nanoTime() > deadline) {
				return new Resolved(written, false);
			}
			EntryKey key = keys.key(identity);
			if (key.encoded().equals(written.encoded())) {
				return new Resolved(key, true);
			}
		}
		return new Resolved(written, true);
	}

	private String text(EntryKey key) {
		return this.store.keys().withoutHead(key.encoded().whole());
	}

	private LocalReport report(LocalEntry local) {
		ValueDigest digest = ValueDigest.of(local.entry(), this.codec.get());
		LocalReport report = reportWithoutDigest(local);
		return (digest == null) ? report : new LocalReport(report.servable(), report.generation(), report.writtenAt(),
				report.freshUntil(), digest.text(), digest.size());
	}

	private static LocalReport reportWithoutDigest(LocalEntry local) {
		Entry entry = local.entry();
		return new LocalReport(local.servable(), entry.generation(), (entry.writtenAt() > 0) ? entry.writtenAt() : null,
				(local.servableUntil() != Entry.NEVER) ? local.servableUntil() : null, null, null);
	}

	/**
	 * A key as an instance knows it.
	 *
	 * @param text the key as text, without prefix and name of the cache
	 * @param itemKey the key in memcached, or {@code null} if the cache keeps nothing
	 * there
	 * @param node the server that key is on
	 * @param generation the generation that a valid item has there, or {@code null} if
	 * unknown
	 * @param local the entry in this process, or {@code null}
	 * @param certain whether nothing can be in this process beyond that; it is in doubt
	 * where there are too many keys to look at
	 * @param loading whether this instance is loading the value
	 */
	public record KeyReport(String text, @Nullable String itemKey, @Nullable String node, @Nullable Long generation,
			@Nullable LocalReport local, boolean certain, boolean loading) {

	}

	/**
	 * An entry, or a copy of one, in this process.
	 *
	 * @param servable whether a caller would be given it
	 * @param generation the generation it belongs to
	 * @param writtenAt when it was written, in milliseconds since the epoch, or
	 * {@code null} if unknown
	 * @param freshUntil until when it may be served, in milliseconds since the epoch, or
	 * {@code null} if it never ends
	 * @param digest tells equal values from different ones, or {@code null} if unknown
	 * @param size the length of the serialized value in bytes, or {@code null} if unknown
	 */
	public record LocalReport(boolean servable, long generation, @Nullable Long writtenAt, @Nullable Long freshUntil,
			@Nullable String digest, @Nullable Integer size) {

	}

	/**
	 * A value in this process, in the form that its item has in memcached without
	 * compression.
	 *
	 * @param flags the flags of the item
	 * @param base64 the item, or its beginning, in base64
	 * @param size the size of the whole item in bytes
	 */
	public record ValueReport(long flags, String base64, int size) {

		static ValueReport of(Item item, int maxSize) {
			byte[] shown = Arrays.copyOf(item.data(), Math.min(maxSize, item.size()));
			return new ValueReport(item.flags(), Base64.getEncoder().encodeToString(shown), item.size());
		}

		@Override
		public String toString() {
			return "ValueReport[size=" + this.size + "]";
		}

	}

	/**
	 * Keys in this process.
	 *
	 * @param keys the keys
	 * @param order the order they are in
	 * @param seen how many keys were looked at
	 * @param complete whether these were all
	 */
	public record KeyList(List<KeyReport> keys, KeyOrder order, long seen, boolean complete) {

	}

	/**
	 * The orders a list of keys may be in.
	 */
	public enum KeyOrder {

		/**
		 * That of their text.
		 */
		TEXT,

		/**
		 * That of their use, as reads and writes tell.
		 */
		USE,

		/**
		 * None that tells anything: a cache that is less than half full takes no note of
		 * reads.
		 */
		ANY,

		/**
		 * None, as the cache keeps nothing in this process, or has no bound.
		 */
		NONE

	}

	/**
	 * The entries in this process whose keys begin alike.
	 *
	 * @param itemPrefix the beginning of their keys in memcached, or {@code null} if the
	 * cache keeps nothing there
	 * @param matched how many there are, or were
	 * @param seen how many keys were looked at
	 * @param complete whether these were all
	 */
	public record PrefixReport(@Nullable String itemPrefix, long matched, long seen, boolean complete) {

	}

	/**
	 * The key that has a text.
	 *
	 * @param key the key, or one that stands for it elsewhere
	 * @param certain whether nothing can be in this process under another
	 */
	private record Resolved(EntryKey key, boolean certain) {

	}

}
