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
package dev.larder.admin.cluster;

import java.time.Duration;

import dev.larder.admin.memcached.Inspection;
import dev.larder.admin.memcached.InspectionCommand;
import dev.larder.admin.memcached.ItemMetadata;
import dev.larder.admin.value.LarderFlags;
import dev.larder.admin.value.ValuePreview;
import org.jspecify.annotations.Nullable;

/**
 * What a server has under a key. What it does not tell is {@code null}.
 *
 * @param present whether it has an item
 * @param readBy the command that found out
 * @param recencyTouched whether looking counted as a use of the item
 * @param sizeBytes the length of the value
 * @param itemBytes the memory the item takes, with key and header
 * @param neverExpires whether the item has no time to live
 * @param ttlMs how long the item will still be there
 * @param lastAccessMs how long ago the item was last used
 * @param fetched whether the item was read since it was stored
 * @param flags the flags its writer gave it
 * @param larder what the flags say, if the item is one of Larder's
 * @param cas the number that changes with every change of the item
 * @param value a preview of the value
 */
public record FoundItem(boolean present, InspectionCommand readBy, boolean recencyTouched, @Nullable Long sizeBytes,
		@Nullable Long itemBytes, @Nullable Boolean neverExpires, @Nullable Long ttlMs, @Nullable Long lastAccessMs,
		@Nullable Boolean fetched, @Nullable Long flags, @Nullable LarderFlags larder, @Nullable Long cas,
		@Nullable ValuePreview value) {

	private static final long MAX_SECONDS = Long.MAX_VALUE / 1000;

	static FoundItem of(Inspection inspection, @Nullable ValuePreview value) {
		ItemMetadata metadata = inspection.metadata();
		if (metadata == null) {
			return new FoundItem(false, inspection.command(), false, null, null, null, null, null, null, null, null,
					null, null);
		}
		return new FoundItem(true, inspection.command(), inspection.isRecencyTouched(), metadata.valueBytes(),
				metadata.itemBytes(), metadata.neverExpires(), millis(metadata.timeToLive()),
				millis(metadata.lastAccess()), metadata.fetched(), metadata.flags(), LarderFlags.of(metadata.flags()),
				metadata.cas(), value);
	}

	private static @Nullable Long millis(@Nullable Duration duration) {
		// A server may name any number of seconds
		return (duration != null) ? Long.valueOf(Math.min(duration.toSeconds(), MAX_SECONDS) * 1000) : null;
	}

}
