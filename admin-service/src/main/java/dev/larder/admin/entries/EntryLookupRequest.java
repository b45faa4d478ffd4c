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

package dev.larder.admin.entries;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A key of an application to look for.
 *
 * @param cache the name of the cache
 * @param manager the name of the cache's manager, if several have a cache of that name
 * @param key the key as text, with or without the prefix and the name of the cache; the
 * empty text is a key, too
 * @param withValue whether to show the value, too
 * @param guess whether to look for the key of a number, UUID or date, too, if nothing is
 * cached under the text as it is
 */
record EntryLookupRequest(@NotBlank @Size(max = 200) String cache, @Nullable @Size(max = 200) String manager,
		@NotNull @Size(max = 10_000) String key, @Nullable Boolean withValue, @Nullable Boolean guess) {

	@Override
	public String toString() {
		return "EntryLookupRequest[cache=" + this.cache + "]";
	}

}
