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

package dev.larder.admin.overview;

import java.time.Instant;

import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.stream.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells when servers and instances were asked, so that whoever shows their figures knows
 * when to ask for new ones.
 */
final class PollEvents implements EventSource {

	private final HistoryReader history;

	private @Nullable Instant told;

	PollEvents(HistoryReader history) {
		this.history = history;
	}

	@Override
	public News next() {
		Instant polledAt = this.history.polledAt();
		boolean nothing = polledAt == null || polledAt.equals(this.told);
		this.told = polledAt;
		return new News(nothing ? null : new Poll(polledAt), false);
	}

	/**
	 * A poll.
	 *
	 * @param polledAt when it was
	 */
	record Poll(@Nullable Instant polledAt) {
	}

}
