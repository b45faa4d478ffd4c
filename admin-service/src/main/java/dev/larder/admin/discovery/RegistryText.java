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
package dev.larder.admin.discovery;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Text that comes from a registry, made fit for a log.
 */
final class RegistryText {

	private static final int MAX_LENGTH = 200;

	private RegistryText() {
	}

	/**
	 * Returns a text without what a terminal or a log might take for something else.
	 * @param text the text
	 * @return its beginning, in printable ASCII
	 */
	static String of(@Nullable String text) {
		return StringUtils.truncate(String.valueOf(text), MAX_LENGTH).replaceAll("[^\\x20-\\x7e]", "?");
	}

}
