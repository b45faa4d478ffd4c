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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodClassKey;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.Assert;

/**
 * Has methods that return a {@link Mono}, a {@link Flux} or what there is an adapter for,
 * and load through a cache of Larder's, ask it when somebody subscribes, each time anew.
 * Spring's interceptor would ask when the method is called, and load then, whether or not
 * anyone subscribes to the result, and without the context of the subscriber.
 * Thread-safe.
 */
class ReactiveLoads {

	private final CacheInterceptor interceptor;

	private final GuardedOperationSource source;

	private final ConcurrentMap<MethodClassKey, Boolean> methods = new ConcurrentHashMap<>();

	ReactiveLoads(CacheInterceptor interceptor, GuardedOperationSource source) {
		this.interceptor = interceptor;
		this.source = source;
	}

	/**
	 * Returns whether it is for this to invoke a method.
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return whether its result depends on the subscriber, and is loaded through a cache
	 * of Larder's
	 */
	boolean isFor(Method method, Class<?> targetClass) {
		return adapter(method) != null && this.methods.computeIfAbsent(new MethodClassKey(method, targetClass),
				(key) -> loads(method, targetClass));
	}

	// What is complete whoever asks for it is not reactive
	private static @Nullable ReactiveAdapter adapter(Method method) {
		Class<?> type = method.getReturnType();
		return CompletionStage.class.isAssignableFrom(type) ? null
				: ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	private boolean loads(Method method, Class<?> targetClass) {
		Collection<CacheOperation> operations = this.source.getCacheOperations(method, targetClass);
		return operations != null && operations.stream()
			.anyMatch((operation) -> operation instanceof CacheableOperation cacheable && cacheable.isSync()
					&& this.source.eligibility().isLarders(operation));
	}

	/**
	 * Returns a result that asks the cache when it is subscribed to.
	 * @param invocation the invocation of a method that it is for this to invoke
	 * @return what the method says
	 */
	Object defer(MethodInvocation invocation) {
		ReactiveAdapter adapter = adapter(invocation.getMethod());
		Assert.state(adapter != null, "There is no subscriber to wait for");
		return adapter.fromPublisher(
				adapter.isMultiValue() ? Flux.deferContextual((context) -> flux(invocation, adapter, context))
						: Mono.deferContextual((context) -> mono(invocation, adapter, context)));
	}

	private Mono<?> mono(MethodInvocation invocation, ReactiveAdapter adapter, ContextView context) {
		try {
			return Mono.from(adapter.toPublisher(intercept(invocation, context)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private Flux<?> flux(MethodInvocation invocation, ReactiveAdapter adapter, ContextView context) {
		try {
			return Flux.from(adapter.toPublisher(intercept(invocation, context)));
		}
		catch (Throwable ex) {
			return Flux.error(ex);
		}
	}

	private @Nullable Object intercept(MethodInvocation invocation, ContextView context) throws Throwable {
		return this.interceptor.invoke(new SubscribedInvocation(invocation, context));
	}

}
