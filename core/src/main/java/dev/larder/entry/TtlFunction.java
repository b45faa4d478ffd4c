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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Decides how long single entries live. Make it a bean to use it. Called for every value
 * that is stored, on the thread that stores it, so it has to be thread-safe and quick.
 */
@FunctionalInterface
public interface TtlFunction {

	/**
	 * The time to live of an entry that does not expire.
	 */
	Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

	/**
	 * Returns how long an entry lives. Jitter does not apply to it.
	 * @param cacheName the name of the cache
	 * @param key the key
	 * @param value the value, {@code null} for a cached {@code null}
	 * @return the time to live; {@link #FOR_EVER} for an entry that does not expire, zero
	 * or less for one that is not to be stored, or {@code null} to leave it to the
	 * settings of the cache
	 */
	@Nullable Duration timeToLive(String cacheName, Object key, @Nullable Object value);

}
