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

import java.util.UUID;

import tools.jackson.databind.JavaType;

import org.springframework.util.ClassUtils;

/**
 * Knows which keys of a map Jackson reads back from the name of a property.
 */
final class MapKeys {

	private MapKeys() {
	}

	/**
	 * Returns whether keys declared so survive as names of properties.
	 */
	static boolean areNames(JavaType type) {
		Class<?> raw = type.getRawClass();
		return raw == String.class || raw == UUID.class || type.isEnumType() || raw == Enum.class
				|| (ClassUtils.isPrimitiveWrapper(raw) && raw != Character.class);
	}

}
