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
 * Groups keys by how they begin: those of Larder's by cache, others by what is before
 * their first colon.
 */
final class KeyGroup {

	/**
	 * The group of all other keys.
	 */
	static final String REST = "*";

	private KeyGroup() {
	}

	static String of(String key) {
		int first = key.indexOf(':');
		int second = (first >= 0) ? key.indexOf(':', first + 1) : -1;
		return (second > 0) ? key.substring(0, second) : ((first > 0) ? key.substring(0, first) : REST);
	}

	/**
	 * Returns the prefix and name of the cache that a key of an entry belongs to, if it
	 * is Larder's.
	 */
	static @Nullable String cacheOf(String key) {
		int first = key.indexOf(':');
		int second = (first > 0) ? key.indexOf(':', first + 1) : -1;
		String name = (second > 0) ? key.substring(0, second) : null;
		return (name != null && name.indexOf('@') < 0) ? name : null;
	}

}
