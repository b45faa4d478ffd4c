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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * What a scan has found so far, in bounded memory however many keys there are. Safe for
 * use by several threads.
 */
public final class ScanFindings {

	private static final int LARGEST = 100;

	/**
	 * How many groups of keys are told apart; the rest is one.
	 */
	private static final int MAX_GROUPS = 1000;

	private static final long[] LIVES_MS = { 0, 60_000, 600_000, 3_600_000, 86_400_000, 604_800_000, Long.MAX_VALUE };

	private final KeyPattern pattern;

	private final int keptKeys;

	private final long now;

	private final List<ScannedKey> keys = new ArrayList<>();

	private final PriorityQueue<ScannedKey> largest = new PriorityQueue<>(
			Comparator.comparingLong(ScannedKey::itemBytes));

	private final Map<String, MemoryShare> groups = new HashMap<>();

	private final long[] sizes = new long[Long.SIZE];

	private final long[] lives = new long[LIVES_MS.length];

	private long immortal;

	private long seen;

	private long matched;

	private long matchedBytes;

	/**
	 * Creates findings of a scan that begins.
	 * @param pattern which keys are wanted
	 * @param keptKeys how many of these are kept
	 * @param now the time, in seconds since the epoch
	 */
	ScanFindings(KeyPattern pattern, int keptKeys, long now) {
		this.pattern = pattern;
		this.keptKeys = keptKeys;
		this.now = now;
	}

	/**
	 * Returns whether an item is wanted.
	 */
	boolean wants(DumpedItem item) {
		return this.pattern.matches(item.text());
	}

	/**
	 * Takes note of an item.
	 * @param item the item
	 * @param server the id of its server
	 * @param unreachable whether nobody will read it again, or {@code null} if that is
	 * unknown
	 */
	synchronized void add(DumpedItem item, String server, @Nullable Boolean unreachable) {
		this.seen++;
		String text = item.text();
		if (!this.pattern.matches(text)) {
			return;
		}
		this.matched++;
		this.matchedBytes += item.size();
		this.sizes[Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, item.size()))]++;
		Long remaining = ScannedKey.remaining(item, this.now);
		if (remaining == null) {
			this.immortal++;
		}
		else {
			this.lives[bucket(remaining)]++;
		}
		group(text).add(item.size(), unreachable);
		keep(item, server, unreachable);
	}

	private static int bucket(long remaining) {
		int bucket = 0;
		while (remaining > LIVES_MS[bucket]) {
			bucket++;
		}
		return bucket;
	}

	private MemoryShare group(String key) {
		String name = KeyGroup.of(key);
		MemoryShare known = this.groups.get(name);
		if (known == null && this.groups.size() < MAX_GROUPS) {
			known = new MemoryShare();
			this.groups.put(name, known);
		}
		return (known != null) ? known : this.groups.computeIfAbsent(KeyGroup.REST, (rest) -> new MemoryShare());
	}

	private void keep(DumpedItem item, String server, @Nullable Boolean unreachable) {
		ScannedKey smallest = this.largest.peek();
		boolean large = this.largest.size() < LARGEST || smallest == null || smallest.itemBytes() < item.size();
		if (!large && this.keys.size() >= this.keptKeys) {
			return;
		}
		ScannedKey key = ScannedKey.of(item, server, this.now, unreachable);
		if (this.keys.size() < this.keptKeys) {
			this.keys.add(key);
		}
		if (large) {
			this.largest.add(key);
			if (this.largest.size() > LARGEST) {
				this.largest.poll();
			}
		}
	}

	synchronized long seen() {
		return this.seen;
	}

	/**
	 * Returns keys that were kept.
	 * @param from the number of the first
	 * @param count how many
	 * @return the keys, in the order they were found
	 */
	public synchronized List<ScannedKey> keys(int from, int count) {
		int end = Math.min(this.keys.size(), from + count);
		return (from < end) ? List.copyOf(this.keys.subList(from, end)) : List.of();
	}

	/**
	 * Returns all keys that were kept so far.
	 */
	synchronized List<ScannedKey> keys() {
		return List.copyOf(this.keys);
	}

	public synchronized int keptCount() {
		return this.keys.size();
	}

	/**
	 * Returns what was found.
	 * @return the summary at this moment
	 */
	synchronized Summary summary() {
		List<ScannedKey> largest = new ArrayList<>(this.largest);
		largest.sort(Comparator.comparingLong(ScannedKey::itemBytes).reversed());
		List<Group> groups = this.groups.entrySet()
			.stream()
			.map((group) -> Group.of(group.getKey(), group.getValue()))
			.sorted(Comparator.comparingLong(Group::itemBytes).reversed().thenComparing(Group::name))
			.toList();
		return new Summary(this.seen, this.matched, this.matchedBytes, this.keys.size(), sizes(), lives(), groups,
				largest);
	}

	private List<Bucket> sizes() {
		List<Bucket> buckets = new ArrayList<>();
		for (int i = 0; i < Long.SIZE - 1; i++) {
			if (this.sizes[i] > 0) {
				buckets.add(new Bucket(1L << i, (1L << (i + 1)) - 1, this.sizes[i]));
			}
		}
		return buckets;
	}

	private List<Bucket> lives() {
		List<Bucket> buckets = new ArrayList<>();
		for (int i = 0; i < LIVES_MS.length; i++) {
			if (this.lives[i] > 0) {
				boolean last = i == LIVES_MS.length - 1;
				buckets.add(new Bucket((i == 0) ? 0 : LIVES_MS[i - 1], last ? null : LIVES_MS[i], this.lives[i]));
			}
		}
		if (this.immortal > 0) {
			buckets.add(new Bucket(null, null, this.immortal));
		}
		return buckets;
	}

	/**
	 * What a scan has found.
	 *
	 * @param seen how many keys were looked at
	 * @param matched how many of them are wanted
	 * @param itemBytes the memory these take
	 * @param kept how many are kept to be looked at
	 * @param sizes how many items there are of which size, in bytes
	 * @param remainingMs how many items there are with which remaining life, in
	 * milliseconds; those without bounds never expire
	 * @param groups the shares of caches, or of other prefixes, the largest first
	 * @param largest the largest items
	 */
	public record Summary(long seen, long matched, long itemBytes, int kept, List<Bucket> sizes,
			List<Bucket> remainingMs, List<Group> groups, List<ScannedKey> largest) {

	}

	/**
	 * Part of a histogram.
	 *
	 * @param from the lower bound, or {@code null}
	 * @param to the upper bound, or {@code null} if there is none
	 * @param count how many items there are within
	 */
	public record Bucket(@Nullable Long from, @Nullable Long to, long count) {

	}

	/**
	 * The keys that begin alike.
	 *
	 * @param name how they begin; {@code *} for all others
	 * @param items how many there are
	 * @param itemBytes the memory they take
	 * @param unreachable what of that nobody will read again, or {@code null} if it is
	 * not known of any
	 */
	public record Group(String name, long items, long itemBytes, @Nullable Unreachable unreachable) {

		private static Group of(String name, MemoryShare share) {
			return new Group(name, share.items(), share.bytes(), share.unreachable());
		}

	}

	/**
	 * Items that were cleared and only wait to expire. There may be more, see
	 * {@link Generations}.
	 *
	 * @param items how many there are
	 * @param itemBytes the memory they take
	 * @param ratio the share of the memory that they take, of the items of which it is
	 * known, from 0 to 1
	 * @param sentence the same in words
	 */
	public record Unreachable(long items, long itemBytes, double ratio, String sentence) {

		static Unreachable of(long items, long itemBytes, long knownBytes) {
			double ratio = (knownBytes > 0) ? (double) itemBytes / knownBytes : 0;
			return new Unreachable(items, itemBytes, ratio,
					Math.round(ratio * 100) + " % of this memory is dead: cleared, not yet expired");
		}

	}

}
