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
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.larder.entry.CacheTtl;
import dev.larder.internal.entry.KeyEncoder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Reports each cached method whose results are never cached, once and before it is
 * called, and counts those whose loads are guarded. Thread-safe.
 */
class CachedMethodReport {

	private static final Log logger = LogFactory.getLog(CachedMethodReport.class);

	private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();

	private final AtomicInteger guarded = new AtomicInteger();

	private final AtomicInteger unguarded = new AtomicInteger();

	/**
	 * Adds the methods of a class.
	 * @param type the class, which may be that of a proxy
	 * @param source the operations of its methods as they are executed
	 */
	void add(Class<?> type, GuardedOperationSource source) {
		if (!this.reported.add(ClassUtils.getUserClass(type))) {
			return;
		}
		reportIdleTtls(type, source);
		Map<Method, Collection<CacheOperation>> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Collection<CacheOperation>>) (method) -> operations(method, type,
						source));
		methods.forEach((method, operations) -> add(method, type, operations, source));
	}

	private static @Nullable Collection<CacheOperation> operations(Method method, Class<?> type,
			GuardedOperationSource source) {
		Collection<CacheOperation> operations = source.original(method, type);
		return (operations == null || operations.isEmpty()) ? null : operations;
	}

	private void add(Method method, Class<?> type, Collection<CacheOperation> operations,
			GuardedOperationSource source) {
		GuardEligibility eligibility = source.eligibility();
		for (CacheOperation operation : operations) {
			if (!eligibility.isDecided(operation)) {
				return;
			}
		}
		Boolean guards = source.guards(method, type);
		if (guards != null) {
			(guards ? this.guarded : this.unguarded).incrementAndGet();
		}
		reportTtl(method, type, operations, source);
		List<CacheOperation> larders = operations.stream().filter(eligibility::isLarders).toList();
		String name = name(method, type);
		if (GuardEligibility.isUsedOnce(method, type)) {
			if (larders.stream().anyMatch(GuardedOperationSource::isStore)) {
				logger.warn("Results of " + name + " are not cached: what it returns can be used once only. Return a"
						+ " collection or an array, or remove the annotation.");
			}
		}
		else if (larders.stream().anyMatch(eligibility::hasKeyOfArguments)) {
			parameters(method, type).stream()
				.map(KeyEncoder::refusalOf)
				.filter((refusal) -> refusal != null)
				.findFirst()
				.ifPresent((refusal) -> logger.warn("Results of " + name + " are not cached: " + refusal));
		}
	}

	private static void reportTtl(Method method, Class<?> type, Collection<CacheOperation> operations,
			GuardedOperationSource source) {
		if (source.ttl(method, type) == null) {
			return;
		}
		operations.stream()
			.filter(GuardedOperationSource::isStore)
			.map(source::ttlObstacle)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent((obstacle) -> logger.warn("@CacheTtl has no effect on " + name(method, type) + ": " + obstacle));
	}

	private static void reportIdleTtls(Class<?> type, GuardedOperationSource source) {
		MethodIntrospector
			.selectMethods(type,
					(MethodIntrospector.MetadataLookup<CacheTtl>) (method) -> MethodTtls.findAtMethod(method, type))
			.keySet()
			.stream()
			.filter((method) -> {
				Collection<CacheOperation> operations = source.original(method, type);
				return operations == null || operations.stream().noneMatch(GuardedOperationSource::isStore);
			})
			.forEach((method) -> logger.warn(
					"@CacheTtl has no effect on " + name(method, type) + ": it has neither @Cacheable nor @CachePut"));
	}

	private static String name(Method method, Class<?> type) {
		return ClassUtils.getQualifiedMethodName(method,
				Proxy.isProxyClass(type) ? method.getDeclaringClass() : ClassUtils.getUserClass(type));
	}

	// Spring's key generator leaves the continuation of a suspending function out
	private static List<ResolvableType> parameters(Method method, Class<?> type) {
		Method specific = BridgeMethodResolver.findBridgedMethod(method);
		int count = specific.getParameterCount() - (KotlinDetector.isSuspendingFunction(specific) ? 1 : 0);
		return IntStream.range(0, count)
			.mapToObj((index) -> ResolvableType.forMethodParameter(specific, index, type))
			.toList();
	}

	/**
	 * Says how many of the methods are guarded.
	 * @return a part of a sentence
	 */
	String summary() {
		return "loads of " + this.guarded + " methods guarded, of " + this.unguarded + " not";
	}

}
