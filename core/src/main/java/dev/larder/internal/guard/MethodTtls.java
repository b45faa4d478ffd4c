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

import dev.larder.entry.CacheTtl;
import dev.larder.internal.entry.ResultTtl;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * Finds the {@link CacheTtl} of methods. Thread-safe.
 */
final class MethodTtls {

	private final StringValueResolver values;

	/**
	 * Creates a finder.
	 * @param beanFactory resolves placeholders, if it can
	 */
	MethodTtls(BeanFactory beanFactory) {
		this.values = (beanFactory instanceof ConfigurableBeanFactory configurable)
				? new EmbeddedValueResolver(configurable) : (value) -> value;
	}

	/**
	 * Returns the time to live that a method gives what it stores.
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return the time to live: that of the method, then that of its class; or
	 * {@code null} if there is none
	 * @throws InvalidCacheTtlException if it cannot be understood
	 */
	@Nullable ResultTtl find(Method method, @Nullable Class<?> targetClass) {
		CacheTtl annotation = findAtMethod(method, targetClass);
		if (annotation == null) {
			annotation = AnnotatedElementUtils
				.findMergedAnnotation((targetClass != null) ? targetClass : method.getDeclaringClass(), CacheTtl.class);
		}
		if (annotation == null) {
			return null;
		}
		try {
			return read(annotation);
		}
		catch (RuntimeException ex) {
			throw new InvalidCacheTtlException(ClassUtils.getQualifiedMethodName(method, targetClass),
					String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Returns the annotation of the method alone, without that of its class.
	 * @param method the method that is invoked, which may be that of an interface
	 * @param targetClass the class of the object it is invoked on
	 * @return the annotation, or {@code null} if there is none
	 */
	static @Nullable CacheTtl findAtMethod(Method method, @Nullable Class<?> targetClass) {
		return AnnotatedElementUtils.findMergedAnnotation(AopUtils.getMostSpecificMethod(method, targetClass),
				CacheTtl.class);
	}

	private ResultTtl read(CacheTtl annotation) {
		Assert.isTrue(annotation.value().isEmpty() != annotation.expression().isEmpty(),
				"It needs either a duration or an expression");
		if (!annotation.expression().isEmpty()) {
			return ResultTtl.ofExpression(annotation.expression());
		}
		String value = this.values.resolveStringValue(annotation.value());
		Assert.hasText(value, () -> "'" + annotation.value() + "' is empty");
		return ResultTtl.ofDuration(value);
	}

}
