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
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;

/**
 * Returns results that are in this process before Spring's interceptor gets to work,
 * which for each call gathers operations, resolves caches and evaluates conditions: that
 * takes several times as long as {@link LarderCache} takes to answer. What depends on a
 * subscriber waits for it. Everything else is Spring's, and so is everything until it is
 * told where to look. Thread-safe.
 */
public class LocalHitInterceptor implements MethodInterceptor {

	private final CacheInterceptor interceptor;

	private volatile @Nullable LocalLookups lookups;

	private volatile @Nullable ReactiveLoads reactiveLoads;

	LocalHitInterceptor(CacheInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/**
	 * Returns Spring's interceptor.
	 */
	CacheInterceptor interceptor() {
		return this.interceptor;
	}

	/**
	 * Says where to look from now on.
	 * @param lookups how results are looked up, or {@code null} to leave all to Spring
	 */
	void lookInto(@Nullable LocalLookups lookups) {
		this.lookups = lookups;
	}

	/**
	 * Says what becomes of results that depend on a subscriber from now on.
	 * @param reactiveLoads has them wait for it, or {@code null} to leave them to Spring
	 */
	void defer(@Nullable ReactiveLoads reactiveLoads) {
		this.reactiveLoads = reactiveLoads;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		LocalLookups lookups = this.lookups;
		Object target = invocation.getThis();
		if (lookups != null && target != null) {
			LocalLookups.Lookup lookup = lookups.get(invocation.getMethod(), AopProxyUtils.ultimateTargetClass(target));
			Cache.ValueWrapper hit = (lookup != null) ? lookup.find(invocation.getArguments()) : null;
			if (lookup != null && hit != null) {
				return lookup.result(hit.get());
			}
		}
		ReactiveLoads reactiveLoads = this.reactiveLoads;
		if (reactiveLoads != null && target != null
				&& reactiveLoads.isFor(invocation.getMethod(), AopProxyUtils.ultimateTargetClass(target))) {
			return reactiveLoads.defer(invocation);
		}
		return this.interceptor.invoke(invocation);
	}

}
