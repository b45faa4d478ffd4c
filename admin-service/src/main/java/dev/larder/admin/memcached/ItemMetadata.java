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
package dev.larder.admin.memcached;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a server tells about an item. What it does not tell is {@code null}.
 *
 * @param valueBytes the length of the value
 * @param itemBytes the memory the item takes, with key and header
 * @param neverExpires whether the item has no time to live
 * @param timeToLive how long the item will still be there
 * @param lastAccess how long ago the item was last used
 * @param fetched whether the item was read since it was stored
 * @param flags the flags its writer gave it, an unsigned number of 32 bits
 * @param cas the number that changes with every change of the item
 */
public record ItemMetadata(@Nullable Long valueBytes, @Nullable Long itemBytes, @Nullable Boolean neverExpires,
		@Nullable Duration timeToLive, @Nullable Duration lastAccess, @Nullable Boolean fetched, @Nullable Long flags,
		@Nullable Long cas) {

}
