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

package dev.larder.admin.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.cluster.GroupedStats;
import dev.larder.admin.cluster.StatsGroupView;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a server, by the size of the chunks it is cut into.
 *
 * @param classes the classes in use, smallest chunks first
 * @param totalBytes the memory that all pages take
 */
record SlabView(List<SlabClass> classes, long totalBytes) {

	private static final long PAGE = 1024 * 1024;

	static SlabView of(GroupedStats slabs, GroupedStats items) {
		Map<String, Map<String, Object>> itemsById = new HashMap<>();
		items.groups().forEach((group) -> itemsById.put(group.id(), group.values()));
		List<SlabClass> classes = new ArrayList<>();
		long total = 0;
		for (StatsGroupView group : slabs.groups()) {
			SlabClass slabClass = SlabClass.of(group, itemsById.getOrDefault(group.id(), Map.of()));
			classes.add(slabClass);
			total += slabClass.bytes();
		}
		return new SlabView(classes, total);
	}

	private static @Nullable Long number(Map<String, Object> values, String name) {
		return (values.get(name) instanceof Number number) ? Long.valueOf(number.longValue()) : null;
	}

	/**
	 * A class of chunks.
	 *
	 * @param id its number
	 * @param chunkBytes the size of a chunk
	 * @param pages how many pages are cut into such chunks
	 * @param bytes the memory these take
	 * @param chunks how many chunks there are
	 * @param usedChunks how many hold an item
	 * @param waste the share of used chunks that their items do not fill, from 0 to 1, or
	 * {@code null} if the server does not tell
	 * @param evicted items removed to make room
	 * @param evictedTime seconds since the last use of the item that was evicted last
	 * @param outOfMemory how often there was no room at all
	 * @param ageSeconds the age of the oldest item
	 */
	record SlabClass(String id, @Nullable Long chunkBytes, @Nullable Long pages, long bytes, @Nullable Long chunks,
			@Nullable Long usedChunks, @Nullable Double waste, @Nullable Long evicted, @Nullable Long evictedTime,
			@Nullable Long outOfMemory, @Nullable Long ageSeconds) {

		private static SlabClass of(StatsGroupView slab, Map<String, Object> items) {
			Map<String, Object> values = slab.values();
			Long chunk = number(values, "chunk_size");
			Long pages = number(values, "total_pages");
			Long used = number(values, "used_chunks");
			// Newer servers tell it of the items, older ones of the slabs
			Long requested = number(items, "mem_requested");
			requested = (requested != null) ? requested : number(values, "mem_requested");
			Double waste = (chunk != null && used != null && requested != null && used > 0 && chunk > 0)
					? Double.valueOf(1 - Math.min(1, requested / (double) (used * chunk))) : null;
			return new SlabClass(slab.id(), chunk, pages, ((pages != null) ? pages : 0) * PAGE,
					number(values, "total_chunks"), used, waste, number(items, "evicted"),
					number(items, "evicted_time"), number(items, "outofmemory"), number(items, "age"));
		}

	}

}
