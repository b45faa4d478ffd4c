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
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Tells a native image of the types that cached methods take and return: keys are made of
 * the parts of the former, and serializers write the fields of the latter.
 */
class CachedTypesAotProcessor implements BeanRegistrationAotProcessor {

	private final CacheOperationSource source = new AnnotationCacheOperationSource(false);

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> beanType = registeredBean.getBeanType().toClass();
		Set<Type> types = this.source.isCandidateClass(beanType) ? types(beanType) : Set.of();
		return types.isEmpty() ? null : new Contribution(types);
	}

	private Set<Type> types(Class<?> beanType) {
		Set<Type> seen = new HashSet<>();
		Set<Type> types = new LinkedHashSet<>();
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(beanType)) {
			if (this.source.hasCacheOperations(method, beanType)) {
				Method specific = AopUtils.getMostSpecificMethod(method, beanType);
				add(ResolvableType.forMethodReturnType(specific, beanType), seen, types);
				for (int i = 0; i < specific.getParameterCount(); i++) {
					add(ResolvableType.forMethodParameter(specific, i, beanType), seen, types);
				}
			}
		}
		return types;
	}

	// Types of the JDK are reached by what is public; a variable may be bound by itself
	private static void add(ResolvableType type, Set<Type> seen, Set<Type> types) {
		if (!seen.add(type.getType())) {
			return;
		}
		Class<?> raw = type.toClass();
		if (raw.isArray()) {
			add(type.getComponentType(), seen, types);
		}
		else if (!raw.isPrimitive() && !raw.getName().startsWith("java.")) {
			types.add(raw);
		}
		for (ResolvableType generic : type.getGenerics()) {
			add(generic, seen, types);
		}
	}

	/**
	 * The hints for types.
	 *
	 * @param types the types
	 */
	private record Contribution(Set<Type> types) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext context, BeanRegistrationCode code) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(context.getRuntimeHints().reflection(),
					this.types.toArray(Type[]::new));
		}

	}

}
