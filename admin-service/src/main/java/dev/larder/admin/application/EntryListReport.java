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

package dev.larder.admin.application;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.larder.admin.application.EntryReport.LocalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are in an instance. A newer starter may tell more, an older one less.
 *
 * @param order the order they are in
 * @param entries the keys
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryListReport(@Nullable String order, @Nullable List<Item> entries) {

	/**
	 * Leaves out what is {@code null}, which only a stranger answers.
	 */
	public EntryListReport {
		entries = (entries != null) ? entries.stream().filter((item) -> item != null && item.key() != null).toList()
				: null;
	}

	/**
	 * A key.
	 *
	 * @param key the key as text
	 * @param local the entry
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Item(String key, @Nullable LocalEntry local) {

	}

}
