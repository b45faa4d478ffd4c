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
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

import dev.larder.internal.entry.ResultTtl;
import dev.larder.internal.store.ViewName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The cache operations of another source, where plain {@code @Cacheable} operations are
 * replaced by equal ones with {@code sync = true} as far as they are eligible, on the
 * {@link dev.larder.cache.LarderCache#unshared() unshared} view of their cache, and those
 * of methods with a {@link dev.larder.entry.CacheTtl} store through a view that heeds it.
 * Thread-safe. Whether a method is eligible is found out, and logged, when it is first
 * called.
 */
class GuardedOperationSource implements CacheOperationSource {

	private static final Log logger = LogFactory.getLog(GuardedOperationSource.class);

	private final CacheOperationSource source;

	private final GuardEligibility eligibility;

	private final MethodTtls ttls;

	private final ConcurrentMap<MethodClassKey, Decision> decisions = new ConcurrentHashMap<>();

	private final boolean guardsLoads;

	/**
	 * Creates a source.
	 * @param source the operations
	 * @param eligibility which of them can be guarded
	 * @param ttls the times to live of methods
	 * @param guardsLoads whether those are, or all are left as they are but those of
	 * results that cannot be cached at all
	 */
	GuardedOperationSource(CacheOperationSource source, GuardEligibility eligibility, MethodTtls ttls,
			boolean guardsLoads) {
		this.source = source;
		this.eligibility = eligibility;
		this.ttls = ttls;
		this.guardsLoads = guardsLoads;
	}

	/**
	 * Returns which operations can be guarded.
	 */
	GuardEligibility eligibility() {
		return this.eligibility;
	}

	/**
	 * Returns whether a method has the same operations every time.
	 * @return {@code false} if that is not known
	 */
	boolean isConstant() {
		return this.source.getClass() == AnnotationCacheOperationSource.class;
	}

	@Override
	public boolean isCandidateClass(Class<?> targetClass) {
		return this.source.isCandidateClass(targetClass);
	}

	@Override
	public boolean hasCacheOperations(Method method, @Nullable Class<?> targetClass) {
		return this.source.hasCacheOperations(method, targetClass);
	}

	@Override
	public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
		Collection<CacheOperation> operations = this.source.getCacheOperations(method, targetClass);
		if (operations == null || operations.isEmpty()) {
			return operations;
		}
		MethodClassKey key = new MethodClassKey(method, targetClass);
		Decision decision = this.decisions.get(key);
		if (decision == null || !decision.isAbout(operations)) {
			decision = new Decision(operations, guard(withTtl(operations, method, targetClass), method, targetClass));
			this.decisions.put(key, decision);
		}
		return decision.result();
	}

	private Collection<CacheOperation> guard(Collection<CacheOperation> operations, Method method,
			@Nullable Class<?> targetClass) {
		if (GuardEligibility.isUsedOnce(method, targetClass) && operations.stream().anyMatch(this::stores)) {
			// Spring does nothing for a method without operations
			return operations.stream().filter((operation) -> !stores(operation)).toList();
		}
		if (!this.guardsLoads || operations.stream().noneMatch(GuardedOperationSource::isPlainCacheable)) {
			return operations;
		}
		String obstacle = this.eligibility.obstacle(operations, method, targetClass);
		if (logger.isDebugEnabled()) {
			logger.debug("Loads of " + ClassUtils.getQualifiedMethodName(method, targetClass)
					+ ((obstacle != null) ? " are not guarded: " + obstacle : " are guarded"));
		}
		return (obstacle != null) ? operations : List.of(guarded((CacheableOperation) operations.iterator().next()));
	}

	// A method with sync shares failures; one without is used to failures of its own
	private CacheableOperation guarded(CacheableOperation operation) {
		CacheableOperation unshared = OperationCopy.of(operation,
				(name) -> ViewName.parse(name).withoutSharedFailures().text(), true);
		return this.eligibility.isLarders(unshared) ? unshared
				: OperationCopy.of(operation, UnaryOperator.identity(), true);
	}

	private Collection<CacheOperation> withTtl(Collection<CacheOperation> operations, Method method,
			@Nullable Class<?> targetClass) {
		try {
			ResultTtl ttl = this.ttls.find(method, targetClass);
			return (ttl == null) ? operations
					: operations.stream().map((operation) -> withTtl(operation, ttl)).toList();
		}
		catch (InvalidCacheTtlException ex) {
			logger.warn(ex.getMessage() + ". Its results live as long as others of their caches.");
			return operations;
		}
	}

	private CacheOperation withTtl(CacheOperation operation, ResultTtl ttl) {
		return (isStore(operation) && ttlObstacle(operation) == null)
				? OperationCopy.of(operation, (name) -> ViewName.parse(name).storingFor(ttl).text()) : operation;
	}

	/**
	 * Returns why an operation that stores cannot heed the time to live of its method.
	 * @param operation the operation as its annotation has it
	 * @return the reason as part of a sentence, or {@code null} if it can
	 */
	@Nullable String ttlObstacle(CacheOperation operation) {
		if (!OperationCopy.isPossible(operation)) {
			return "its cache operation is not one of Spring's own";
		}
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return "a cache resolver of its own chooses the cache";
		}
		if (!this.eligibility.isLarders(operation)) {
			return "its cache is not known to be Larder's";
		}
		CacheOperation view = OperationCopy.of(operation, (name) -> new ViewName(name, true, null).text());
		return this.eligibility.isLarders(view) ? null
				: "what stands before its cache manager knows the names of caches alone";
	}

	/**
	 * Returns the time to live that a method gives what it stores.
	 * @return the time to live, or {@code null} if there is none
	 * @throws InvalidCacheTtlException if it cannot be understood
	 */
	@Nullable ResultTtl ttl(Method method, @Nullable Class<?> targetClass) {
		return this.ttls.find(method, targetClass);
	}

	/**
	 * Returns the operations of a method as its annotations have them.
	 */
	@Nullable Collection<CacheOperation> original(Method method, @Nullable Class<?> targetClass) {
		return this.source.getCacheOperations(method, targetClass);
	}

	/**
	 * Returns whether the loads of a method are guarded, as they are too by
	 * {@code sync = true}.
	 * @return whether they are, or {@code null} if it loads nothing through the cache
	 */
	@Nullable Boolean guards(Method method, @Nullable Class<?> targetClass) {
		Collection<CacheOperation> operations = getCacheOperations(method, targetClass);
		if (operations == null || operations.stream().noneMatch(CacheableOperation.class::isInstance)) {
			return null;
		}
		return operations.stream()
			.anyMatch((operation) -> operation instanceof CacheableOperation cacheable && cacheable.isSync());
	}

	/**
	 * Returns whether an operation stores the result of its method.
	 */
	static boolean isStore(CacheOperation operation) {
		return !(operation instanceof CacheEvictOperation);
	}

	private boolean stores(CacheOperation operation) {
		return isStore(operation) && this.eligibility.isLarders(operation);
	}

	private static boolean isPlainCacheable(CacheOperation operation) {
		return operation instanceof CacheableOperation cacheable && !cacheable.isSync();
	}

	private record Decision(Collection<CacheOperation> operations, Collection<CacheOperation> result) {

		// Spring's own source returns the same collection every time; others may not
		private boolean isAbout(Collection<CacheOperation> operations) {
			return this.operations == operations
					|| (this.operations.size() == operations.size() && this.operations.containsAll(operations));
		}

	}

}
