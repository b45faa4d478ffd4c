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

package dev.larder.admin.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what was refused, so that an instance that tries again and again is in the
 * audit trail once an hour. Safe for use by several threads.
 */
final class RecentRefusals {

	private static final Duration MEMORY = Duration.ofHours(1);

	private static final int MAX_TRACKED = 1000;

	private final Clock clock;

	private final Map<String, Instant> refusedAt = new LinkedHashMap<>();

	RecentRefusals(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Notes a refusal.
	 * @param refusal what was refused, and why
	 * @return whether it is new
	 */
	synchronized boolean add(String refusal) {
		Instant now = this.clock.instant();
		this.refusedAt.values().removeIf((at) -> !at.plus(MEMORY).isAfter(now));
		if (this.refusedAt.containsKey(refusal)) {
			return false;
		}
		if (this.refusedAt.size() >= MAX_TRACKED) {
			this.refusedAt.remove(this.refusedAt.keySet().iterator().next());
		}
		this.refusedAt.put(refusal, now);
		return true;
	}

}
