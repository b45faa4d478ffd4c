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
import java.util.List;
import java.util.Map;

/**
 * The cache that an item of memcached may belong to.
 *
 * @param application the name of the application
 * @param cache the name of the cache
 * @param key the key that the cache has the item under, as text
 */
record KeyOwner(String application, String cache, String key) {

	private static final int MAX_GUESSES = 3;

	/**
	 * Returns the caches that an item may belong to: its key has the prefix of the
	 * application, the name of the cache, and the text of the key. An application that is
	 * named like the prefix comes first, as that is the usual one.
	 * @param itemKey the key of the item
	 * @param caches the names of caches by that of their application
	 */
	static List<KeyOwner> of(String itemKey, Map<String, List<String>> caches) {
		List<KeyOwner> owners = new ArrayList<>();
		caches.forEach((application, names) -> names.forEach((cache) -> {
			String marker = ":" + cache + ":";
			int begin = itemKey.indexOf(marker);
			if (begin > 0) {
				KeyOwner owner = new KeyOwner(application, cache, itemKey.substring(begin + marker.length()));
				owners.add(itemKey.startsWith(application + marker) ? 0 : owners.size(), owner);
			}
		}));
		return owners.subList(0, Math.min(owners.size(), MAX_GUESSES));
	}

	@Override
	public String toString() {
		return "KeyOwner[application=" + this.application + ", cache=" + this.cache + "]";
	}

}
