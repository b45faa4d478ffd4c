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

import org.jspecify.annotations.Nullable;

/**
 * A place with what tells its value from others. That is shown to nobody: a value of
 * which there are few, such as a yes or a PIN, could be found out by it.
 *
 * @param place the place
 * @param digest the same for equal values, or {@code null} if unknown
 */
record ComparedPlace(EntryPlace place, @Nullable String digest) {

	@Override
	public String toString() {
		return this.place.toString();
	}

}
