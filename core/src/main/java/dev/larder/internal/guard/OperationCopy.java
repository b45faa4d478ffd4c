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

import java.util.function.UnaryOperator;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Copies of cache operations that use other caches.
 */
final class OperationCopy {

	private OperationCopy() {
	}

	/**
	 * Returns whether an operation can be copied: not where an application's own class
	 * may hold more than Spring's.
	 * @param operation the operation
	 * @return whether it is Spring's own, and stores the result of its method
	 */
	static boolean isPossible(CacheOperation operation) {
		return operation.getClass() == CacheableOperation.class || operation.getClass() == CachePutOperation.class;
	}

	/**
	 * Copies an operation.
	 * @param operation an operation that can be copied
	 * @param cacheNames changes the names of its caches
	 * @return the copy
	 */
	static CacheOperation of(CacheOperation operation, UnaryOperator<String> cacheNames) {
		if (operation instanceof CacheableOperation cacheable) {
			return of(cacheable, cacheNames, cacheable.isSync());
		}
		CachePutOperation put = (CachePutOperation) operation;
		CachePutOperation.Builder builder = new CachePutOperation.Builder();
		copy(put, builder, cacheNames);
		if (put.getUnless() != null) {
			builder.setUnless(put.getUnless());
		}
		return builder.build();
	}

	/**
	 * Copies an operation.
	 * @param operation an operation that can be copied
	 * @param cacheNames changes the names of its caches
	 * @param sync whether loads are synchronized
	 * @return the copy
	 */
	static CacheableOperation of(CacheableOperation operation, UnaryOperator<String> cacheNames, boolean sync) {
		CacheableOperation.Builder builder = new CacheableOperation.Builder();
		copy(operation, builder, cacheNames);
		if (operation.getUnless() != null) {
			builder.setUnless(operation.getUnless());
		}
		builder.setSync(sync);
		return builder.build();
	}

	private static void copy(CacheOperation operation, CacheOperation.Builder builder,
			UnaryOperator<String> cacheNames) {
		if (!operation.getName().isEmpty()) {
			builder.setName(operation.getName());
		}
		builder.setCacheNames(operation.getCacheNames().stream().map(cacheNames).toArray(String[]::new));
		builder.setKey(operation.getKey());
		builder.setKeyGenerator(operation.getKeyGenerator());
		builder.setCacheManager(operation.getCacheManager());
		builder.setCacheResolver(operation.getCacheResolver());
		builder.setCondition(operation.getCondition());
	}

}
