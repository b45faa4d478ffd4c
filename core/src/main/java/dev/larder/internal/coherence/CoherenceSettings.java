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
package dev.larder.internal.coherence;

import java.time.Duration;

import dev.larder.coherence.WhenUnreachable;
import org.springframework.util.Assert;

/**
 * The settings by which local copies are kept up to date. Immutable.
 *
 * @param keyPrefix the prefix that sets the keys of the application apart
 * @param pollInterval the time from the end of a poll to the next
 * @param whenUnreachable the use of copies while their node does not answer
 */
public record CoherenceSettings(String keyPrefix, Duration pollInterval, WhenUnreachable whenUnreachable) {

	/**
	 * After how many intervals without a complete poll a node counts as silent.
	 */
	private static final int SILENT_INTERVALS = 5;

	/**
	 * The share of an interval during which changes are gathered for one record.
	 */
	private static final int GATHERING_SHARE = 10;

	public CoherenceSettings {
		Assert.hasText(keyPrefix, "'keyPrefix' must not be empty");
		Assert.isTrue(pollInterval.toMillis() > 0, "'pollInterval' must be at least a millisecond");
		Assert.notNull(whenUnreachable, "'whenUnreachable' must not be null");
	}

	/**
	 * Returns for how long changes are gathered before they are announced.
	 */
	Duration gatheringTime() {
		return this.pollInterval.dividedBy(GATHERING_SHARE);
	}

	/**
	 * Returns the age of the last complete poll from which a node counts as silent.
	 */
	Duration silentAfter() {
		return this.pollInterval.multipliedBy(SILENT_INTERVALS);
	}

}
