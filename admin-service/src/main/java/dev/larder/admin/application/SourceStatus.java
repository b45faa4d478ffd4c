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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How current is what a source knows.
 *
 * @param origin the source
 * @param refreshedAt when its list of applications was made, or {@code null} if there has
 * been none yet
 * @param failingSince since when it has no newer one, or {@code null} if all is well
 * @param failure why, or {@code null} if all is well
 * @param skipped what is in the list but cannot be asked, and why; not all if there are
 * many
 */
public record SourceStatus(Origin origin, @Nullable Instant refreshedAt, @Nullable Instant failingSince,
		@Nullable String failure, List<String> skipped) {

	public SourceStatus {
		skipped = List.copyOf(skipped);
	}

	SourceStatus withoutDetails() {
		return new SourceStatus(this.origin, this.refreshedAt, this.failingSince, this.failure, List.of());
	}

}
