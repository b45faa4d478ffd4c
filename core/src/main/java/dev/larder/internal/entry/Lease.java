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
package dev.larder.internal.entry;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The right of one instance to load a value, kept in or beside the item's own slot. A
 * lease that nobody holds says that the value could not be loaded or stored a while ago,
 * so that there is nothing to wait for.
 *
 * @param token the name of the holder and of this very lease, or {@code null} if nobody
 * holds it
 * @param generation the generation of the cache the load began under
 * @param writtenAt the time it was taken, in milliseconds since the epoch
 * @param until the time it ends, in milliseconds since the epoch
 */
public record Lease(@Nullable UUID token, long generation, long writtenAt, long until) implements Decoded {

	/**
	 * Returns whether somebody holds the lease.
	 * @return whether the value is being loaded
	 */
	public boolean isHeld() {
		return this.token != null;
	}

}
