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
package dev.larder.serializer.jackson;

import tools.jackson.databind.json.JsonMapper;

import dev.larder.serializer.TypeAllowList;

/**
 * Writes values as JSON that people and other languages can read, by their fields, with
 * type names where the declared type does not say it all. It has a mapper of its own: how
 * an application shapes its HTTP bodies has no influence on what its caches hold.
 */
public final class JsonSerializer extends JacksonSerializer {

	/**
	 * The number of this format.
	 */
	public static final int FORMAT = 1;

	/**
	 * Creates a serializer.
	 * @param allowList the types that may be read
	 * @param classLoader the loader of their classes
	 */
	public JsonSerializer(TypeAllowList allowList, ClassLoader classLoader) {
		super(JsonMapper.builder(), allowList, classLoader);
	}

	@Override
	public int format() {
		return FORMAT;
	}

	@Override
	public String name() {
		return "json";
	}

}
