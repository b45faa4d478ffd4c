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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The query of the URL of a page, of which a link changes a part.
 *
 * @param parameters the values by name
 */
record PageQuery(Map<String, String> parameters) {

	static PageQuery empty() {
		return new PageQuery(Map.of());
	}

	/**
	 * Returns the query of the same page with another value.
	 * @param name the name of a parameter
	 * @param value the value, or {@code null} to leave the parameter out
	 * @return the query
	 */
	public PageQuery with(String name, @Nullable Object value) {
		Map<String, String> changed = new LinkedHashMap<>(this.parameters);
		if (value != null) {
			changed.put(name, value.toString());
		}
		else {
			changed.remove(name);
		}
		return new PageQuery(changed);
	}

	/**
	 * Returns the query as a URL that begins at the path of the page.
	 */
	@Override
	public String toString() {
		return this.parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", "?", ""));
	}

}
