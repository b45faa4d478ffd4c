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

package dev.larder.admin.hotkeys;

import java.util.Comparator;

import dev.larder.admin.hotkeys.HotKeyView.HotKey;

/**
 * Which of the keys that were read most are wanted, and in which order.
 *
 * @param own whether Larder's own are among them, which it reads to learn of changes
 * @param sort what they are sorted by
 */
public record HotKeyQuery(boolean own, Sort sort) {

	/**
	 * Those of applications, the most frequent first.
	 */
	static final HotKeyQuery USUAL = new HotKeyQuery(false, Sort.GETS);

	/**
	 * What keys are sorted by. Whatever it is, they are those that were read most.
	 */
	public enum Sort {

		/**
		 * How often they were read, the most frequent first.
		 */
		GETS,

		/**
		 * How often they were not found, the most frequent first.
		 */
		MISSES,

		/**
		 * The key, those that are not text at the end.
		 */
		KEY;

		Comparator<HotKey> order() {
			return switch (this) {
				case GETS -> Comparator.comparingLong((key) -> -key.gets());
				case MISSES -> Comparator.comparingLong((key) -> -key.misses());
				case KEY -> Comparator.comparing(HotKey::key, Comparator.nullsLast(Comparator.<String>naturalOrder()));
			};
		}

	}

}
