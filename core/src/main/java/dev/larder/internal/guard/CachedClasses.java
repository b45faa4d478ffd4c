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

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;

/**
 * The classes whose methods have cache operations, as far as proxies were made for them.
 * It stands before the source that Spring asks when it makes a proxy. Thread-safe.
 */
class CachedClasses implements CacheOperationSource {

	private final CacheOperationSource source;

	private final Set<Class<?>> classes = ConcurrentHashMap.newKeySet();

	private volatile Consumer<Class<?>> listener = (type) -> {
	};

	CachedClasses(CacheOperationSource source) {
		this.source = source;
	}

	/**
	 * Has something told of every class, those that are known and those to come.
	 */
	void forEach(Consumer<Class<?>> listener) {
		this.listener = listener;
		this.classes.forEach(listener);
	}

	@Override
	public boolean isCandidateClass(Class<?> targetClass) {
		return this.source.isCandidateClass(targetClass);
	}

	@Override
	public boolean hasCacheOperations(Method method, @Nullable Class<?> targetClass) {
		boolean cached = this.source.hasCacheOperations(method, targetClass);
		if (cached && this.classes.add((targetClass != null) ? targetClass : method.getDeclaringClass())) {
			this.listener.accept((targetClass != null) ? targetClass : method.getDeclaringClass());
		}
		return cached;
	}

	@Override
	public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
		return this.source.getCacheOperations(method, targetClass);
	}

}
