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

import java.util.Base64;

import dev.larder.admin.memcached.ItemKey;
import dev.larder.internal.memcached.scan.DumpedItem;
import org.jspecify.annotations.Nullable;

/**
 * A key that was found.
 *
 * @param key the key as text, or {@code null} if it is not text
 * @param keyBase64 the key in base64, if it is not text
 * @param server the id of its server
 * @param itemBytes the memory its item takes
 * @param remainingMs how long the item will still be there, or {@code null} if it never
 * expires
 * @param lastAccessMs how long ago it was last used
 * @param fetched whether it was read since it was stored
 * @param unreachable whether it was cleared and nobody will read it again, or
 * {@code null} if that is unknown
 */
public record ScannedKey(@Nullable String key, @Nullable String keyBase64, String server, long itemBytes,
		@Nullable Long remainingMs, long lastAccessMs, boolean fetched, @Nullable Boolean unreachable) {

	static ScannedKey of(DumpedItem item, String server, long now, @Nullable Boolean unreachable) {
		String text = ItemKey.textOf(item.key());
		return new ScannedKey(text, (text == null) ? Base64.getEncoder().encodeToString(item.key()) : null, server,
				item.size(), remaining(item, now), Math.max(0, now - item.lastAccess()) * 1000, item.fetched(),
				unreachable);
	}

	static @Nullable Long remaining(DumpedItem item, long now) {
		return (item.expiresAt() >= 0) ? Math.max(0, item.expiresAt() - now) * 1000 : null;
	}

}
