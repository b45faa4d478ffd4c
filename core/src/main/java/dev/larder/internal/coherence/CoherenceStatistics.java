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

import org.jspecify.annotations.Nullable;

/**
 * The coherence of one node's items in this instance, at one moment.
 *
 * @param age how long ago the last complete poll of the node began, {@code null} if there
 * was none
 * @param lastLag how long after it was written the last record of another instance was
 * applied, by the clocks of both; zero if there was none
 * @param maxLag the longest such time so far
 * @param recordsRead how many records of other instances were applied
 * @param recordsWritten how many records were written
 * @param losses how often all copies of the node's items were dropped, because something
 * may have been missed
 */
public record CoherenceStatistics(@Nullable Duration age, Duration lastLag, Duration maxLag, long recordsRead,
		long recordsWritten, long losses) {

}
