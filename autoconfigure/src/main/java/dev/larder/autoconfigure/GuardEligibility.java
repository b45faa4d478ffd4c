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
package dev.larder.autoconfigure;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.StringUtils;

/**
 * Decides whether a method's plain {@code @Cacheable} may become {@code sync = true}: by
 * the rules {@link CacheAspectSupport} has for it, and where its result and its
 * exceptions stay those the method had. Thread-safe.
 */
class GuardEligibility {

	private final CacheAspectSupport aspect;

	private final BeanFactory beanFactory;

	GuardEligibility(CacheAspectSupport aspect, BeanFactory beanFactory) {
		this.aspect = aspect;
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns why the loads of a method cannot be guarded.
	 * @param operations the cache operations of the method
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return the reason as part of a sentence, or {@code null} if they can be
	 */
	@Nullable String obstacle(Collection<CacheOperation> operations, Method method, @Nullable Class<?> targetClass) {
		if (operations.size() > 1) {
			return "the method has several cache operations";
		}
		CacheOperation operation = operations.iterator().next();
		if (operation.getClass() != CacheableOperation.class) {
			return "its cache operation is not one of Spring's own";
		}
		String obstacle = obstacle((CacheableOperation) operation);
		if (obstacle == null) {
			obstacle = obstacle(method);
		}
		return (obstacle != null) ? obstacle : obstacle(AopUtils.getMostSpecificMethod(method, targetClass));
	}

	private @Nullable String obstacle(CacheableOperation operation) {
		if (operation.getCacheNames().size() != 1) {
			return "it does not name exactly one cache";
		}
		if (StringUtils.hasText(operation.getUnless())) {
			return "'unless' is decided after the load";
		}
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return "a cache resolver of its own chooses the cache";
		}
		return (cacheManager(operation) instanceof LarderCacheManager) ? null : "its cache is not known to be Larder's";
	}

	/**
	 * Returns the one cache of an operation that can be guarded.
	 * @param operation the operation
	 * @return its cache, which is always the same, or {@code null} if there is none
	 */
	@Nullable LarderCache cache(CacheableOperation operation) {
		CacheManager cacheManager = cacheManager(operation);
		Cache cache = (cacheManager != null) ? cacheManager.getCache(operation.getCacheNames().iterator().next())
				: null;
		return (cache instanceof LarderCache larderCache) ? larderCache : null;
	}

	private @Nullable CacheManager cacheManager(CacheableOperation operation) {
		if (StringUtils.hasText(operation.getCacheManager())) {
			try {
				return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, CacheManager.class,
						operation.getCacheManager());
			}
			catch (BeansException ex) {
				// The aspect fails in the same way, and says so to the caller
				return null;
			}
		}
		// Only this very class is known to resolve the name the operation has
		return (this.aspect.getCacheResolver() instanceof SimpleCacheResolver resolver
				&& resolver.getClass() == SimpleCacheResolver.class) ? resolver.getCacheManager() : null;
	}

	private static @Nullable String obstacle(Method method) {
		Class<?> returnType = method.getReturnType();
		if (returnType == CompletableFuture.class) {
			return null;
		}
		if (Future.class.isAssignableFrom(returnType) || CompletionStage.class.isAssignableFrom(returnType)) {
			return "of futures only CompletableFuture itself can be shared";
		}
		// Spring would subscribe at once, without the context of the subscriber
		if (KotlinDetector.isSuspendingFunction(method)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType) != null) {
			return "a reactive result depends on its subscriber";
		}
		return null;
	}

}
