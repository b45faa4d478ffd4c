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
package dev.larder.internal.guard;

import java.util.Optional;

import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * How the result of a cached method is looked up in this process. Immutable and
 * thread-safe.
 *
 * @param cache the cache
 * @param key makes the key of a call
 * @param optional whether the method returns an {@link Optional}, which is cached without
 * it
 */
record LocalLookup(LarderCache cache, CallKey key, boolean optional) {

	/**
	 * Looks up the result of a call.
	 * @param arguments the arguments of the call
	 * @return what holds the result, or {@code null} if it is not here
	 */
	Cache.@Nullable ValueWrapper find(@Nullable Object[] arguments) {
		Object key = this.key.of(arguments);
		return (key != null) ? this.cache.getLocal(key) : null;
	}

	/**
	 * Returns what the method returns for a value, as Spring's aspect does.
	 * @param value the cached value
	 * @return the result
	 */
	@Nullable Object result(@Nullable Object value) {
		return (this.optional && !(value instanceof Optional)) ? Optional.ofNullable(value) : value;
	}

}
