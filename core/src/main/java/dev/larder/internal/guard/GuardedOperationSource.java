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

import dev.larder.cache.LarderCacheManager;
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

/**
 * The cache operations of another source, where plain {@code @Cacheable} operations are
 * replaced by equal ones with {@code sync = true} as far as they are eligible, on the
 * {@link dev.larder.cache.LarderCache#unshared() unshared} view of their cache.
 * Thread-safe. Whether a method is eligible is found out, and logged, when it is first
 * called.
 */
class GuardedOperationSource implements CacheOperationSource {

	private static final Log logger = LogFactory.getLog(GuardedOperationSource.class);

	private final CacheOperationSource source;

	private final GuardEligibility eligibility;

	private final ConcurrentMap<MethodClassKey, Decision> decisions = new ConcurrentHashMap<>();

	private final boolean guardsLoads;

	/**
	 * Creates a source.
	 * @param source the operations
	 * @param eligibility which of them can be guarded
	 * @param guardsLoads whether those are, or all are left as they are but those of
	 * results that cannot be cached at all
	 */
	GuardedOperationSource(CacheOperationSource source, GuardEligibility eligibility, boolean guardsLoads) {
		this.source = source;
		this.eligibility = eligibility;
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
			decision = new Decision(operations, guard(operations, method, targetClass));
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
		CacheableOperation unshared = synchronizedCopy(operation,
				LarderCacheManager.unsharedName(operation.getCacheNames().iterator().next()));
		return this.eligibility.isLarders(unshared) ? unshared
				: synchronizedCopy(operation, operation.getCacheNames().iterator().next());
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

	private static CacheableOperation synchronizedCopy(CacheableOperation operation, String cacheName) {
		CacheableOperation.Builder builder = new CacheableOperation.Builder();
		if (!operation.getName().isEmpty()) {
			builder.setName(operation.getName());
		}
		builder.setCacheName(cacheName);
		builder.setKey(operation.getKey());
		builder.setKeyGenerator(operation.getKeyGenerator());
		builder.setCacheManager(operation.getCacheManager());
		builder.setCondition(operation.getCondition());
		if (operation.getUnless() != null) {
			builder.setUnless(operation.getUnless());
		}
		builder.setSync(true);
		return builder.build();
	}

	private record Decision(Collection<CacheOperation> operations, Collection<CacheOperation> result) {

		// Spring's own source returns the same collection every time; others may not
		private boolean isAbout(Collection<CacheOperation> operations) {
			return this.operations == operations
					|| (this.operations.size() == operations.size() && this.operations.containsAll(operations));
		}

	}

}
