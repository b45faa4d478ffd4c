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

import org.jspecify.annotations.Nullable;

/**
 * Counts some of the items of a scan, and their memory. Not safe for use by several
 * threads.
 */
final class MemoryShare {

	private long items;

	private long bytes;

	private long knownBytes;

	private long unreachable;

	private long unreachableBytes;

	/**
	 * Counts an item.
	 * @param size the memory it takes
	 * @param unreachable whether nobody will read it again, or {@code null} if that is
	 * unknown
	 */
	void add(long size, @Nullable Boolean unreachable) {
		this.items++;
		this.bytes += size;
		if (unreachable != null) {
			this.knownBytes += size;
			this.unreachable += unreachable ? 1 : 0;
			this.unreachableBytes += unreachable ? size : 0;
		}
	}

	void add(MemoryShare other) {
		this.items += other.items;
		this.bytes += other.bytes;
		this.knownBytes += other.knownBytes;
		this.unreachable += other.unreachable;
		this.unreachableBytes += other.unreachableBytes;
	}

	long items() {
		return this.items;
	}

	long bytes() {
		return this.bytes;
	}

	ScanFindings.@Nullable Unreachable unreachable() {
		return (this.knownBytes > 0)
				? ScanFindings.Unreachable.of(this.unreachable, this.unreachableBytes, this.knownBytes) : null;
	}

}
