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
package dev.larder.admin.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A key to look for.
 *
 * @param key the key as text
 * @param keyBase64 the key in base64, if it is not text
 * @param withValue whether to show the value too, which needs the right to see values
 */
record KeyLookupRequest(@Nullable String key, @Nullable String keyBase64, @Nullable Boolean withValue) {

	@Override
	public String toString() {
		return "KeyLookupRequest[withValue=" + this.withValue + "]";
	}

}
