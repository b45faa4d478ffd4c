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

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheOperationSource;

/**
 * Has Spring's cache aspects load through the cache where they would read, load and store
 * in steps of their own, and has what stands before them look for local hits.
 * <p>
 * The aspects serve nothing before all singletons exist, so it is early enough to change
 * them then, and no bean has to be created early for it. Their pointcuts keep the source
 * they have: which methods are intercepted does not change.
 */
class LoadGuard implements SmartInitializingSingleton, DisposableBean {

	private final ObjectProvider<CacheAspectSupport> aspects;

	private final ObjectProvider<BeanFactoryCacheOperationSourceAdvisor> advisors;

	private final BeanFactory beanFactory;

	private final List<Runnable> restorations = new ArrayList<>();

	LoadGuard(ObjectProvider<CacheAspectSupport> aspects,
			ObjectProvider<BeanFactoryCacheOperationSourceAdvisor> advisors, BeanFactory beanFactory) {
		this.aspects = aspects;
		this.advisors = advisors;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.aspects.forEach(this::guard);
		this.advisors.forEach(this::shorten);
	}

	// A child context finds the aspects of its parent too
	private void guard(CacheAspectSupport aspect) {
		CacheOperationSource source = aspect.getCacheOperationSource();
		if (source == null || source instanceof GuardedOperationSource) {
			return;
		}
		CacheErrorHandler errorHandler = aspect.getErrorHandler();
		aspect.setErrorHandler(new MethodFailureFilter(errorHandler));
		aspect.setCacheOperationSource(
				new GuardedOperationSource(source, new GuardEligibility(aspect, this.beanFactory)));
		this.restorations.add(() -> {
			aspect.setCacheOperationSource(source);
			aspect.setErrorHandler(errorHandler);
		});
	}

	// Another source may not give a method the same operations every time
	private void shorten(BeanFactoryCacheOperationSourceAdvisor advisor) {
		if (advisor.getAdvice() instanceof LocalHitInterceptor hits
				&& hits.interceptor().getCacheOperationSource() instanceof GuardedOperationSource source
				&& source.isConstant()) {
			hits.lookInto(new LocalLookups(hits.interceptor(), source,
					new GuardEligibility(hits.interceptor(), this.beanFactory)));
			this.restorations.add(() -> hits.lookInto(null));
		}
	}

	/**
	 * Undoes the changes: an aspect woven by AspectJ outlives the application context.
	 */
	@Override
	public void destroy() {
		this.restorations.forEach(Runnable::run);
		this.restorations.clear();
	}

}
