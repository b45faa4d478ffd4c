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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts a {@link LocalHitInterceptor} before Spring's interceptor, and notes the classes
 * that are intercepted. Both are done when Spring's advisor is made, as proxies remember
 * their advice from the moment they are made.
 */
public class CacheAdvisorPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final Map<BeanFactoryCacheOperationSourceAdvisor, CachedClasses> classes = new ConcurrentHashMap<>();

	private final boolean answersHits;

	/**
	 * Creates a post-processor.
	 * @param answersHits whether local hits are answered, or classes are noted only
	 */
	public CacheAdvisorPostProcessor(boolean answersHits) {
		this.answersHits = answersHits;
	}

	// A class of the application's own may do more than Spring's
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof BeanFactoryCacheOperationSourceAdvisor advisor
				&& advisor.getAdvice() instanceof CacheInterceptor interceptor) {
			CacheOperationSource source = interceptor.getCacheOperationSource();
			if (source != null && bean.getClass() == BeanFactoryCacheOperationSourceAdvisor.class) {
				CachedClasses classes = new CachedClasses(source);
				advisor.setCacheOperationSource(classes);
				this.classes.put(advisor, classes);
			}
			if (this.answersHits && interceptor.getClass() == CacheInterceptor.class) {
				advisor.setAdvice(new LocalHitInterceptor(interceptor));
			}
		}
		return bean;
	}

	/**
	 * Adds a listener for the classes whose methods have cache operations, as proxies are
	 * made for them: those that are known and those to come.
	 * @param advisor the advisor of the proxies
	 * @param listener told of each class
	 */
	void forEachClass(BeanFactoryCacheOperationSourceAdvisor advisor, Consumer<Class<?>> listener) {
		CachedClasses classes = this.classes.get(advisor);
		if (classes != null) {
			classes.forEach(listener);
		}
	}

	// Before the creator of proxies, which needs the advisors for every bean it sees
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * The source that Spring asks when it makes a proxy, which notes the classes.
	 * Thread-safe.
	 */
	private static final class CachedClasses implements CacheOperationSource {

		private final CacheOperationSource source;

		private final @Nullable CacheAnnotations annotations;

		private final Set<Class<?>> classes = ConcurrentHashMap.newKeySet();

		private volatile Consumer<Class<?>> listener = (type) -> {
		};

		CachedClasses(CacheOperationSource source) {
			this.source = source;
			this.annotations = CacheAnnotations.areAllFor(source) ? new CacheAnnotations() : null;
		}

		void forEach(Consumer<Class<?>> listener) {
			this.listener = listener;
			this.classes.forEach(listener);
		}

		@Override
		public boolean isCandidateClass(Class<?> targetClass) {
			return this.source.isCandidateClass(targetClass)
					&& (this.annotations == null || this.annotations.mayBeOn(targetClass));
		}

		@Override
		public boolean hasCacheOperations(Method method, @Nullable Class<?> targetClass) {
			boolean cached = this.source.hasCacheOperations(method, targetClass);
			Class<?> type = (targetClass != null) ? targetClass : method.getDeclaringClass();
			if (cached && this.classes.add(type)) {
				this.listener.accept(type);
			}
			return cached;
		}

		@Override
		public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
			return this.source.getCacheOperations(method, targetClass);
		}

	}

}
