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
 * How far a sweep of a server has come.
 *
 * @param seen how many keys were looked at; one that is listed again counts again
 * @param items how many the server said it had when the sweep began
 * @param matched how many of them begin as wanted
 * @param deleted how many items were deleted
 * @param undeletable how many keys cannot be sent to the server as it lists them
 */
public record SweepCount(long seen, @Nullable Long items, long matched, long deleted, long undeletable) {

}
