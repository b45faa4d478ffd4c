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

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.InputStreamResource;
import org.springframework.util.StringUtils;

/**
 * Decides whether a method's plain {@code @Cacheable} may become {@code sync = true}: by
 * the rules {@link CacheAspectSupport} has for it, and where its result and its
 * exceptions stay those the method had. Thread-safe.
 */
class GuardEligibility {

	private static final List<Class<?>> USED_ONCE = List.of(BaseStream.class, Iterator.class, Enumeration.class,
			Spliterator.class, InputStream.class, Reader.class, ReadableByteChannel.class, InputStreamResource.class);

	private static final String FLUX = "reactor.core.publisher.Flux";

	private static final String ASYNC = "org.springframework.web.";

	private static final Set<String> USED_ONCE_IF_PRESENT = Set.of("java.sql.ResultSet", "javax.sql.RowSet",
			"org.springframework.jdbc.support.rowset.SqlRowSet", ASYNC + "context.request.async.DeferredResult",
			ASYNC + "servlet.mvc.method.annotation.ResponseBodyEmitter",
			ASYNC + "servlet.mvc.method.annotation.SseEmitter");

	private static final List<Class<?>> HOLDERS = List.of(Optional.class, Future.class, CompletionStage.class,
			Iterable.class, Map.class);

	private static final Set<String> HOLDERS_IF_PRESENT = Set.of("org.springframework.http.HttpEntity",
			"org.springframework.http.ResponseEntity", "reactor.core.publisher.Mono", FLUX);

	private final CacheAspectSupport aspect;

	private final BeanFactory beanFactory;

	private final LarderCacheManagers cacheManagers;

	private final boolean defersReactive;

	/**
	 * Creates the rules for the methods of an aspect.
	 * @param aspect the aspect
	 * @param beanFactory has the cache managers that operations name
	 * @param cacheManagers those that are Larder's
	 * @param defersReactive whether {@link ReactiveLoads} have results wait for their
	 * subscriber
	 */
	GuardEligibility(CacheAspectSupport aspect, BeanFactory beanFactory, LarderCacheManagers cacheManagers,
			boolean defersReactive) {
		this.aspect = aspect;
		this.beanFactory = beanFactory;
		this.cacheManagers = cacheManagers;
		this.defersReactive = defersReactive;
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
		return isLarders(operation) ? null : "its cache is not known to be Larder's";
	}

	/**
	 * Returns whether the caches of an operation are Larder's, whatever the application
	 * has put before them or before their manager.
	 * @param operation the operation
	 * @return whether that is known
	 */
	boolean isLarders(CacheOperation operation) {
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return false;
		}
		CacheManager cacheManager = cacheManager(operation);
		return cacheManager != null && (cacheManager.getClass() == LarderCacheManager.class
				|| operation.getCacheNames().stream().allMatch((name) -> isLarders(cacheManager, name)));
	}

	private boolean isLarders(CacheManager cacheManager, String name) {
		try {
			Cache cache = cacheManager.getCache(name);
			return cache != null && isLarders(cache);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns whether a cache is Larder's, or delegates to one that is.
	 * @param cache the cache
	 * @return whether that is known
	 */
	boolean isLarders(Cache cache) {
		try {
			// A cache that delegates to another returns the native cache of that one
			return cache instanceof LarderCache || this.cacheManagers.asMap()
				.values()
				.stream()
				.map((manager) -> manager.getLarderCache(cache.getName()))
				.anyMatch((larders) -> larders != null && larders.getNativeCache() == cache.getNativeCache());
		}
		// One that belongs to a request or a tenant may not be there now
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns the one cache of an operation that can be guarded.
	 * @param operation the operation
	 * @return its cache, which is always the same, or {@code null} if there is none, or
	 * the application has put something before it
	 */
	@Nullable LarderCache cache(CacheableOperation operation) {
		CacheManager cacheManager = cacheManager(operation);
		Cache cache = (cacheManager != null && cacheManager.getClass() == LarderCacheManager.class)
				? cacheManager.getCache(operation.getCacheNames().iterator().next()) : null;
		return (cache instanceof LarderCache larderCache) ? larderCache : null;
	}

	/**
	 * Returns whether it can be told now, without creating a bean, where an operation
	 * keeps its values.
	 * @param operation the operation
	 * @return whether the beans it needs exist
	 */
	boolean isDecided(CacheOperation operation) {
		return !StringUtils.hasText(operation.getCacheManager()) ? this.aspect.getCacheResolver() != null
				: (this.beanFactory instanceof SingletonBeanRegistry singletons
						&& singletons.containsSingleton(operation.getCacheManager()));
	}

	/**
	 * Returns whether the keys of an operation are made by Spring's own generator, of all
	 * the arguments of the method.
	 * @param operation the operation
	 * @return whether it names neither a key nor a generator
	 */
	boolean hasKeyOfArguments(CacheOperation operation) {
		return !StringUtils.hasText(operation.getKey()) && !StringUtils.hasText(operation.getKeyGenerator())
				&& this.aspect.getKeyGenerator().getClass() == SimpleKeyGenerator.class
				&& !(operation instanceof CacheEvictOperation eviction && eviction.isCacheWide());
	}

	/**
	 * Returns whether what a method returns can be used once only, as a stream can, so
	 * that nobody could do anything with it a second time.
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return whether its return type says so, or that of what it holds
	 */
	static boolean isUsedOnce(Method method, @Nullable Class<?> targetClass) {
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		return isUsedOnce((targetClass != null) ? ResolvableType.forMethodReturnType(specific, targetClass)
				: ResolvableType.forMethodReturnType(specific));
	}

	private static boolean isAdaptedStage(Class<?> returnType) {
		return returnType == CompletionStage.class
				&& ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType) != null;
	}

	private static boolean isUsedOnce(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (USED_ONCE_IF_PRESENT.contains(raw.getName())
				|| USED_ONCE.stream().anyMatch((usedOnce) -> usedOnce.isAssignableFrom(raw))) {
			return true;
		}
		boolean holder = HOLDERS_IF_PRESENT.contains(raw.getName())
				|| HOLDERS.stream().anyMatch((candidate) -> candidate.isAssignableFrom(raw));
		return holder && Arrays.stream(type.getGenerics()).anyMatch(GuardEligibility::isUsedOnce);
	}

	private @Nullable CacheManager cacheManager(CacheOperation operation) {
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

	private @Nullable String obstacle(Method method) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return suspendingObstacle(method);
		}
		Class<?> returnType = method.getReturnType();
		// Spring adapts a stage to a reactive type, if it can, and casts what the method
		// returned to that after a miss in a cache that has to ask a server
		if (returnType == CompletableFuture.class || isAdaptedStage(returnType)) {
			return null;
		}
		if (Future.class.isAssignableFrom(returnType) || CompletionStage.class.isAssignableFrom(returnType)) {
			return "of futures only CompletableFuture itself can be shared";
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType);
		if (adapter == null) {
			return null;
		}
		if (returnType.getName().equals(FLUX)) {
			return "its elements are handed on as they come";
		}
		// Spring would subscribe at once, without the context of the subscriber. Its
		// three steps also take types that are not Reactor's for those that are, if
		// the cache asks a server
		return this.defersReactive ? null : "a reactive result depends on its subscriber";
	}

	// The context of the caller's coroutine is in the continuation, an argument
	private static @Nullable String suspendingObstacle(Method method) {
		if (!KotlinDetector.isKotlinReflectPresent()) {
			return "Spring cannot call it without kotlin-reflect";
		}
		Class<?> result = ResolvableType.forMethodParameter(method, method.getParameterCount() - 1)
			.getGeneric()
			.resolve(Object.class);
		return (ReactiveAdapterRegistry.getSharedInstance().getAdapter(result) == null) ? null
				: "a reactive result depends on its subscriber";
	}

	/**
	 * Returns whether a method has its result when it returns.
	 * @param method the method
	 * @return whether it neither suspends nor returns a future or a reactive type
	 */
	static boolean answersAtOnce(Method method) {
		Class<?> returnType = method.getReturnType();
		return !CompletionStage.class.isAssignableFrom(returnType) && !KotlinDetector.isSuspendingFunction(method)
				&& ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType) == null;
	}

}
