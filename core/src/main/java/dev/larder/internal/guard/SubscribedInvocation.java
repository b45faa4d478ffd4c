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

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * An invocation for one subscriber: whoever subscribes to what the method returns does so
 * with the context of that one. It can be repeated.
 */
class SubscribedInvocation implements MethodInvocation {

	private final MethodInvocation invocation;

	private final ContextView context;

	SubscribedInvocation(MethodInvocation invocation, ContextView context) {
		this.invocation = invocation;
		this.context = context;
	}

	@Override
	public @Nullable Object proceed() throws Throwable {
		// Spring's own remembers which interceptors it has been through
		MethodInvocation fresh = (this.invocation instanceof ProxyMethodInvocation proxied) ? proxied.invocableClone()
				: this.invocation;
		Object result = fresh.proceed();
		if (result instanceof Mono<?> mono) {
			return mono.contextWrite(this.context);
		}
		return (result instanceof Flux<?> flux) ? flux.contextWrite(this.context) : result;
	}

	@Override
	public Method getMethod() {
		return this.invocation.getMethod();
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.invocation.getArguments();
	}

	@Override
	public @Nullable Object getThis() {
		return this.invocation.getThis();
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.invocation.getStaticPart();
	}

}
