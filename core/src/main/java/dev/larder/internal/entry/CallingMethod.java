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
package dev.larder.internal.entry;

import java.lang.StackWalker.Option;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The cached method that a thread is in, found on its stack: that of the proxy behind
 * Spring's interceptors.
 */
final class CallingMethod {

	private static final String INTERCEPTORS = "org.springframework.cache.interceptor.";

	private CallingMethod() {
	}

	/**
	 * Returns the simple name of the class and the name of the method.
	 * @return the name, or {@code null} if this thread is in no cached method
	 */
	static @Nullable String name() {
		return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.dropWhile((frame) -> !frame.getClassName().startsWith(INTERCEPTORS))
				.filter((frame) -> isProxy(frame.getDeclaringClass()))
				.map((frame) -> userType(frame.getDeclaringClass()).getSimpleName() + "." + frame.getMethodName())
				.findFirst()
				.orElse(null));
	}

	private static boolean isProxy(Class<?> type) {
		return type.getName().contains(ClassUtils.CGLIB_CLASS_SEPARATOR) || Proxy.isProxyClass(type);
	}

	private static Class<?> userType(Class<?> proxy) {
		return (Proxy.isProxyClass(proxy) && proxy.getInterfaces().length > 0) ? proxy.getInterfaces()[0]
				: ClassUtils.getUserClass(proxy);
	}

}
