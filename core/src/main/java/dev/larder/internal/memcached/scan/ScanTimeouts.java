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

package dev.larder.internal.memcached.scan;

import java.time.Duration;

/**
 * How long a scan waits.
 *
 * @param silence the longest wait for the next bytes of the list
 * @param whole the longest time for all of it
 * @param busy how long to try again while the server lists its keys for somebody else
 */
public record ScanTimeouts(Duration silence, Duration whole, Duration busy) {

	/**
	 * The times where nothing else is known.
	 */
	public static final ScanTimeouts USUAL = new ScanTimeouts(Duration.ofSeconds(1), Duration.ofMinutes(1),
			Duration.ofSeconds(1));

}
