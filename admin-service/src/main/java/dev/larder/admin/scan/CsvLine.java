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
 * Writes keys as lines of CSV.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvLine {

	static final String HEADER = "key,keyBase64,server,itemBytes,remainingMs,lastAccessMs,fetched,unreachable";

	private CsvLine() {
	}

	static String of(ScannedKey key) {
		return String.join(",", field(key.key()), field(key.keyBase64()), field(key.server()),
				String.valueOf(key.itemBytes()), field(key.remainingMs()), String.valueOf(key.lastAccessMs()),
				String.valueOf(key.fetched()), field(key.unreachable()));
	}

	private static String field(@Nullable Object value) {
		String text = (value != null) ? value.toString() : "";
		// A spreadsheet takes these for the beginning of a formula
		String safe = (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
		boolean quoted = safe.chars().anyMatch((character) -> character == ',' || character == '"' || character < ' ');
		return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
	}

}
