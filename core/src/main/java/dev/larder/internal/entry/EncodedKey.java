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

import org.jspecify.annotations.Nullable;

/**
 * A cache key as memcached sees it.
 *
 * @param text the key on the wire: printable ASCII without blanks, at most 250 bytes
 * @param original the whole key, when {@code text} holds only its hash; an entry under a
 * hashed key carries it and is checked against it on reading
 */
public record EncodedKey(String text, @Nullable String original) {

	/**
	 * Returns whether the key was too long for memcached and is represented by its hash.
	 * @return whether the key is hashed
	 */
	public boolean isHashed() {
		return this.original != null;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
