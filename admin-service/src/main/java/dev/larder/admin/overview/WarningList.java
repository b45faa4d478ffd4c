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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What there is to warn of.
 *
 * @param polledAt when servers and instances were asked last, if they ever were: the
 * warnings are from then
 * @param items the warnings, the worst first, and of those the oldest
 */
record WarningList(@Nullable Instant polledAt, List<WarningView> items) {
}
