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

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A memcached server as an instance sees it.
 *
 * @param name its address
 * @param state whether the instance uses it
 * @param since since when
 * @param timeouts how often it did not answer in time
 * @param errors how often it failed
 * @param lastError what went wrong last
 * @param lastErrorAt when that was
 * @param coherence how well local copies of its items are kept up to date, or
 * {@code null} if the instance has none
 * @param pollReads how many keys the instance has read to learn of changes, which the
 * server counts like any other read
 * @param pollHits how many of them were found
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeReport(@Nullable String name, @Nullable String state, @Nullable Instant since,
		@Nullable Long timeouts, @Nullable Long errors, @Nullable String lastError, @Nullable Instant lastErrorAt,
		@Nullable CoherenceReport coherence, @Nullable Long pollReads, @Nullable Long pollHits) {

	/**
	 * How well local copies of a server's items are kept up to date.
	 *
	 * @param ageMs how long ago the server was last asked what others changed, in
	 * milliseconds
	 * @param lastLagMs how long after the last change by another instance its copy was
	 * dropped, in milliseconds
	 * @param maxLagMs the longest such time so far, in milliseconds
	 * @param losses how often all copies were dropped, as changes may have been missed
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record CoherenceReport(@Nullable Long ageMs, @Nullable Long lastLagMs, @Nullable Long maxLagMs,
			@Nullable Long losses) {

	}

}
