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

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to list.
 *
 * @param prefix what they begin with, or {@code null} for any
 * @param glob a pattern for the whole key, with {@code *} for any text and {@code ?} for
 * any character, or {@code null} for any
 * @param limit how many keys to keep; all are counted
 */
public record ScanRequest(@Nullable @Size(max = 250) String prefix, @Nullable @Size(max = 250) String glob,
		@Nullable @Min(0) @Max(ScanRequest.MAX_LIMIT) Integer limit) {

	static final int MAX_LIMIT = 100_000;

	private static final int USUAL_LIMIT = 1000;

	int keptKeys() {
		return (this.limit != null) ? this.limit : USUAL_LIMIT;
	}

	KeyPattern pattern() {
		return new KeyPattern((this.prefix != null) ? this.prefix : "", this.glob);
	}

	@Override
	public String toString() {
		return "ScanRequest[limit=" + this.limit + "]";
	}

}
