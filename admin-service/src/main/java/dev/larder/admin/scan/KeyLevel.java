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

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is below a node of a tree of keys.
 *
 * @param node the number of the node
 * @param parent the number of the node above, absent at the root
 * @param prefix what all keys under the node begin with
 * @param share what all keys under it take
 * @param children the nodes below, by the next part of the keys
 * @param others what all other nodes below take, absent if there are none
 * @param here what those keys take that have no further part, absent if there are none
 */
public record KeyLevel(int node, @Nullable Integer parent, String prefix, Share share, List<Child> children,
		@Nullable Share others, @Nullable Share here) {

	/**
	 * What the nodes below are sorted by.
	 */
	public enum Sort {

		/**
		 * The memory that their keys take, the largest first.
		 */
		ITEM_BYTES,

		/**
		 * The part of keys that they stand for.
		 */
		NAME,

		/**
		 * How many keys are under them, the most first.
		 */
		ITEMS,

		/**
		 * The share of their memory that nobody will read again, the largest first.
		 */
		UNREACHABLE;

		Comparator<Child> order() {
			return switch (this) {
				case ITEM_BYTES -> Comparator.comparingLong((child) -> -child.share().itemBytes());
				case NAME -> Comparator.comparing(Child::name);
				case ITEMS -> Comparator.comparingLong((child) -> -child.share().items());
				case UNREACHABLE -> Comparator.comparingDouble((child) -> -child.share().unreachableRatio());
			};
		}

	}

	/**
	 * A node below.
	 *
	 * @param node its number
	 * @param name the part of keys that it stands for
	 * @param share what the keys under it take
	 */
	public record Child(int node, String name, Share share) {
	}

	/**
	 * What some keys take.
	 *
	 * @param items how many there are
	 * @param itemBytes the memory they take
	 * @param ratio their share of the memory of the node they are under, from 0 to 1
	 * @param unreachable what of that nobody will read again, or {@code null} if it is
	 * not known of any
	 */
	public record Share(long items, long itemBytes, double ratio, ScanFindings.@Nullable Unreachable unreachable) {

		private double unreachableRatio() {
			return (this.unreachable != null) ? this.unreachable.ratio() : -1;
		}

		static Share of(MemoryShare part, MemoryShare whole) {
			return new Share(part.items(), part.bytes(),
					(whole.bytes() > 0) ? (double) part.bytes() / whole.bytes() : 0, part.unreachable());
		}

	}

}
