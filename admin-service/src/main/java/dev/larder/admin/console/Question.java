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

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to find: a key of a cache in all places, a key as memcached has it
 * on all servers, or the one and then the other.
 *
 * @param application the name of an application, if a key of one of its caches is looked
 * for
 * @param cache the name of the cache
 * @param key the key of the cache
 * @param meant the key it was found under, if it was typed in another way
 * @param cluster the name of a cluster, if a key as memcached has it is looked for
 * @param itemKey that key as text
 * @param itemBase64 that key if it is not text
 * @param value whether values are wanted, too
 */
record Question(@Nullable String application, @Nullable String cache, @Nullable String key, @Nullable String meant,
		@Nullable String cluster, @Nullable String itemKey, @Nullable String itemBase64, boolean value) {

	static Question form(@Nullable String application, @Nullable String cache, @Nullable String cluster) {
		return new Question(application, cache, null, null, cluster, null, null, false);
	}

	static Question entry(String application, String cache, String key, boolean value) {
		return new Question(application, cache, key, null, null, null, null, value);
	}

	/**
	 * Returns a question for an item that keeps what is asked of a cache.
	 */
	Question andItem(String cluster, @Nullable String key, @Nullable String base64, boolean value) {
		return new Question(this.application, this.cache, this.key, this.meant, cluster, key, base64,
				this.value || value);
	}

	/**
	 * Returns the same question after its key was found: it is looked for under that from
	 * now on, whether something is cached or not.
	 */
	Question found(String meant) {
		return new Question(this.application, this.cache, this.key, meant, this.cluster, this.itemKey, this.itemBase64,
				this.value);
	}

	@Override
	public String toString() {
		return "Question[application=" + this.application + ", cache=" + this.cache + ", cluster=" + this.cluster + "]";
	}

}
