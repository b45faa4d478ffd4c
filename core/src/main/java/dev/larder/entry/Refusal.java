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
package dev.larder.entry;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A kind of key or value that a cache could not take.
 *
 * @param subject {@code key} or {@code value}
 * @param reason the reason why it is not cached, in a word
 * @param type the name of the type that is to blame
 * @param path the place of that in the key or value, or {@code null} if it is the whole
 * @param method the cached method it happened in first, or {@code null} if that is not
 * known
 * @param why the fault, as a sentence
 * @param remedy the remedy, as a sentence
 * @param count the number of times it happened
 * @param lastAt the time it happened last
 */
public record Refusal(String subject, String reason, String type, @Nullable String path, @Nullable String method,
		String why, String remedy, long count, Instant lastAt) {

}
