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
package dev.larder.benchmarks.result;

import org.jspecify.annotations.Nullable;

/**
 * A bar that was to be met, and how that went. Immutable.
 *
 * @param work what was measured
 * @param bound what it was to be, such as "at least 0.95x raw xmemcached"
 * @param measured what it was
 * @param holds whether the bar was met
 * @param remark why it was not, or what else has to be known; {@code null} if there is
 * nothing to say
 */
public record Bar(String work, String bound, String measured, boolean holds, @Nullable String remark) {
}
