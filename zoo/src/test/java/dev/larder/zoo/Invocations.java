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
package dev.larder.zoo;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.stereotype.Component;

/**
 * Counts how often methods were really called, inside of whatever stands before them.
 */
class Invocations extends AbstractAdvisingBeanPostProcessor {

	private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

	private final MethodInterceptor repositoryInterceptor = (invocation) -> {
		count(invocation.getMethod().getDeclaringClass(), invocation.getMethod());
		return invocation.proceed();
	};

	Invocations() {
		this.advisor = new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(Component.class, true),
				(MethodInterceptor) (invocation) -> {
					count(AopUtils.getTargetClass(invocation.getThis()), invocation.getMethod());
					return invocation.proceed();
				});
	}

	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return targetClass.getPackageName().startsWith("dev.larder.zoo") && super.isEligible(targetClass);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> repository) {
			repository.addRepositoryFactoryCustomizer((factory) -> factory
				.addRepositoryProxyPostProcessor((proxy, information) -> proxy.addAdvice(this.repositoryInterceptor)));
		}
		return bean;
	}

	private void count(Class<?> type, Method method) {
		String name = type.getSimpleName() + "." + method.getName();
		String parameters = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
		for (String counted : List.of(name, name + parameters)) {
			this.counts.computeIfAbsent(counted, (unknown) -> new AtomicInteger()).incrementAndGet();
		}
	}

	/**
	 * Returns how often a method was called.
	 * @param method the simple name of its class and its name, and the types of its
	 * parameters where there are several of the name
	 * @return the number of calls
	 */
	int of(String method) {
		AtomicInteger count = this.counts.get(method);
		return (count != null) ? count.get() : 0;
	}

}
