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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodClassKey;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.StringUtils;

/**
 * Finds out for which methods a result that is in this process can be returned without
 * the ways of Spring's interceptor, because nothing else would come of them: the method
 * has one {@code @Cacheable} whose loads are guarded, without a condition, and with a key
 * that is made of the arguments alone. Thread-safe.
 */
public class LocalLookups {

	/**
	 * A key expression that is one argument.
	 */
	private static final Pattern VARIABLE = Pattern.compile("\\s*#([\\p{Alpha}_$][\\w$]*)\\s*");

	private final CacheInterceptor interceptor;

	private final GuardedOperationSource source;

	private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

	private final ConcurrentMap<MethodClassKey, Optional<Lookup>> lookups = new ConcurrentHashMap<>();

	LocalLookups(CacheInterceptor interceptor, GuardedOperationSource source) {
		this.interceptor = interceptor;
		this.source = source;
	}

	/**
	 * Returns how the result of a method is looked up.
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return the lookup, or {@code null} if Spring's interceptor has to be asked
	 */
	@Nullable Lookup get(Method method, Class<?> targetClass) {
		MethodClassKey key = new MethodClassKey(method, targetClass);
		Optional<Lookup> lookup = this.lookups.get(key);
		if (lookup == null) {
			lookup = Optional.ofNullable(find(method, targetClass));
			this.lookups.put(key, lookup);
		}
		return lookup.orElse(null);
	}

	private @Nullable Lookup find(Method method, Class<?> targetClass) {
		GuardEligibility eligibility = this.source.eligibility();
		Collection<CacheOperation> operations = this.source.getCacheOperations(method, targetClass);
		if (operations == null || operations.isEmpty() || eligibility.obstacle(operations, method, targetClass) != null
				|| !GuardEligibility.answersAtOnce(method) || method.isVarArgs()) {
			return null;
		}
		CacheableOperation operation = (CacheableOperation) operations.iterator().next();
		LarderCache cache = eligibility.cache(operation);
		Function<@Nullable Object[], @Nullable Object> key = key(operation,
				AopUtils.getMostSpecificMethod(method, targetClass));
		return (cache != null && key != null && !StringUtils.hasText(operation.getCondition()))
				? new Lookup(cache, key, method.getReturnType() == Optional.class) : null;
	}

	private @Nullable Function<@Nullable Object[], @Nullable Object> key(CacheableOperation operation, Method method) {
		if (StringUtils.hasText(operation.getKey())) {
			Matcher variable = VARIABLE.matcher(operation.getKey());
			Integer index = variable.matches() ? variables(method).get(variable.group(1)) : null;
			return (index != null) ? (arguments) -> arguments[index] : null;
		}
		boolean simple = !StringUtils.hasText(operation.getKeyGenerator())
				&& this.interceptor.getKeyGenerator().getClass() == SimpleKeyGenerator.class;
		return simple ? SimpleKeyGenerator::generateKey : null;
	}

	// As in MethodBasedEvaluationContext, where later names replace earlier ones
	private Map<String, Integer> variables(Method method) {
		@Nullable String @Nullable [] names = this.parameterNames.getParameterNames(method);
		Map<String, Integer> variables = new HashMap<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			variables.put("a" + i, i);
			variables.put("p" + i, i);
			if (names != null && names[i] != null) {
				variables.put(names[i], i);
			}
		}
		// In an expression these are not arguments, whatever their names
		variables.keySet().removeAll(Set.of("root", "this", "result"));
		return variables;
	}

	/**
	 * How the result of one method is looked up in this process.
	 *
	 * @param cache the cache
	 * @param key makes the key of the arguments of a call, or {@code null}
	 * @param optional whether the method returns an {@link Optional}, which is cached
	 * without it
	 */
	record Lookup(LarderCache cache, Function<@Nullable Object[], @Nullable Object> key, boolean optional) {

		/**
		 * Looks up the result of a call.
		 * @param arguments the arguments of the call
		 * @return the entry of the result, or {@code null} if it is not here
		 */
		Cache.@Nullable ValueWrapper find(@Nullable Object[] arguments) {
			Object key = this.key.apply(arguments);
			return (key != null) ? this.cache.getLocal(key) : null;
		}

		/**
		 * Returns the method's result for a value, as Spring's aspect does.
		 * @param value the cached value
		 * @return the result
		 */
		@Nullable Object result(@Nullable Object value) {
			return (this.optional && !(value instanceof Optional)) ? Optional.ofNullable(value) : value;
		}

	}

}
