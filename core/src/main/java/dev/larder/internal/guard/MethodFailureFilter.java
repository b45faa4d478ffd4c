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
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

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

	private final GuardEligibility eligibility;

	MethodFailureFilter(CacheErrorHandler errorHandler, GuardEligibility eligibility) {
		this.errorHandler = errorHandler;
		this.eligibility = eligibility;
	}

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		if (exception instanceof ThrowableWrapper thrown && this.eligibility.isLarders(cache)) {
			MethodFailureFilter.<RuntimeException>rethrow(thrown.getOriginal());
		}
		if (failsAsLoadsDo(cache)) {
			throw exception;
		}
		this.errorHandler.handleCacheGetError(exception, cache, key);
	}

	// Failures of memcached are misses, and a key that cannot be used goes past the
	// cache. What an application puts before a cache may fail of itself
	private static boolean failsAsLoadsDo(Cache cache) {
		return cache instanceof LarderCache || (cache instanceof TransactionAwareCacheDecorator decorator
				&& failsAsLoadsDo(decorator.getTargetCache()));
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
