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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts what answers local hits before Spring's interceptor, and has the classes noted
 * that it intercepts. This is done when Spring's advisor is made, as proxies remember
 * what advises them from the moment they are made.
 */
public class LocalHitAdvisorPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private final Map<BeanFactoryCacheOperationSourceAdvisor, CachedClasses> classes = new ConcurrentHashMap<>();

	private final boolean answersHits;

	/**
	 * Creates a post-processor.
	 * @param answersHits whether local hits are answered, or classes are noted only
	 */
	public LocalHitAdvisorPostProcessor(boolean answersHits) {
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
	 * Returns the classes that are intercepted, by what intercepts them.
	 */
	Map<BeanFactoryCacheOperationSourceAdvisor, CachedClasses> classes() {
		return this.classes;
	}

	// Before the creator of proxies, which needs the advisors for every bean it sees
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
