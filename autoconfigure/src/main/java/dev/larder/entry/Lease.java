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
package dev.larder.entry;

import java.util.UUID;

/**
 * The right of one instance to load a value, kept in or beside the item's own slot.
 *
 * @param token names the holder and this very lease
 * @param generation the generation of the cache the load began under
 * @param writtenAt when it was taken, in milliseconds since the epoch
 * @param until when it ends, in milliseconds since the epoch
 */
public record Lease(UUID token, long generation, long writtenAt, long until) implements DecodedHeader {

	/**
	 * Returns whether the lease is over at a time.
	 * @param now the time, in milliseconds since the epoch
	 * @return whether somebody else may load
	 */
	public boolean isOver(long now) {
		return now >= this.until;
	}

}
