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

import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * Keeps the failure of a cached method itself, which reaches Spring through the future of
 * a load, from being handled as a failure of the cache.
 * <p>
 * Spring would tell the application's handler of it. If that one does not throw, Spring
 * would call a method that has thrown a second time; if it throws, the caller would get
 * Spring's own wrapper of the exception.
 */
class MethodFailureFilter implements CacheErrorHandler {

	private final CacheErrorHandler errorHandler;

	MethodFailureFilter(CacheErrorHandler errorHandler) {
		this.errorHandler = errorHandler;
	}

	// A Larder cache fails only as the load did; failures of memcached are misses, and a
	// key that cannot be used passes the cache by
	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		if (cache instanceof LarderCache) {
			MethodFailureFilter.<RuntimeException>rethrow(
					(exception instanceof ThrowableWrapper thrown) ? thrown.getOriginal() : exception);
		}
		this.errorHandler.handleCacheGetError(exception, cache, key);
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		this.errorHandler.handleCachePutError(exception, cache, key, value);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		this.errorHandler.handleCacheEvictError(exception, cache, key);
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		this.errorHandler.handleCacheClearError(exception, cache);
	}

	// The method declares what it throws, which is all its callers have to expect
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void rethrow(Throwable failure) throws E {
		throw (E) failure;
	}

}
