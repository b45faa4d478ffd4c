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

import java.util.ArrayList;
import java.util.List;

import dev.larder.cache.LarderCacheManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.util.ClassUtils;

/**
 * Has Spring's cache aspects load through the cache where they would read, load and store
 * in steps of their own, and has what stands before them look for local hits.
 * <p>
 * The aspects serve nothing before all singletons exist, so it is early enough to change
 * them then, and no bean has to be created early for it. Their pointcuts tell the same
 * methods as ever: which are intercepted does not change.
 */
public class LoadGuard implements SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(LoadGuard.class);

	// Not asked of the class that needs it, which could not even be linked without
	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			LoadGuard.class.getClassLoader());

	private final ObjectProvider<CacheAspectSupport> aspects;

	private final ObjectProvider<BeanFactoryCacheOperationSourceAdvisor> advisors;

	private final ListableBeanFactory beanFactory;

	private final LarderCacheManagers cacheManagers;

	private final CacheAdvisorPostProcessor cacheAdvisors;

	private final boolean guardsLoads;

	private final CachedMethodReport report = new CachedMethodReport();

	private final List<Runnable> restorations = new ArrayList<>();

	private boolean started;

	public LoadGuard(ObjectProvider<CacheAspectSupport> aspects,
			ObjectProvider<BeanFactoryCacheOperationSourceAdvisor> advisors, ListableBeanFactory beanFactory,
			LarderCacheManagers cacheManagers, CacheAdvisorPostProcessor cacheAdvisors, boolean guardsLoads) {
		this.aspects = aspects;
		this.advisors = advisors;
		this.beanFactory = beanFactory;
		this.cacheManagers = cacheManagers;
		this.cacheAdvisors = cacheAdvisors;
		this.guardsLoads = guardsLoads;
	}

	@Override
	public void afterSingletonsInstantiated() {
		start();
		if (!isManagerThere()) {
			logger.info("There is no cache manager of Larder's, as the application has replaced it: its caches are"
					+ " not guarded, measured or shown by Larder");
		}
	}

	/**
	 * Says how many of the application's methods are guarded, once all singletons exist.
	 * @return a part of a sentence
	 */
	public String summary() {
		start();
		return this.report.summary();
	}

	private synchronized void start() {
		if (!this.started) {
			this.started = true;
			this.aspects.forEach(this::guard);
			this.advisors.forEach(this::shorten);
			this.advisors.forEach(this::report);
		}
	}

	// A child context finds the aspects of its parent too
	private void guard(CacheAspectSupport aspect) {
		CacheOperationSource source = aspect.getCacheOperationSource();
		if (source == null || source instanceof GuardedOperationSource) {
			return;
		}
		CacheErrorHandler errorHandler = aspect.getErrorHandler();
		GuardEligibility eligibility = new GuardEligibility(aspect, this.beanFactory, this.cacheManagers,
				REACTOR && isBehindHits(aspect));
		aspect.setErrorHandler(new MethodFailureFilter(errorHandler, eligibility));
		aspect.setCacheOperationSource(
				new GuardedOperationSource(source, eligibility, new MethodTtls(this.beanFactory), this.guardsLoads));
		this.restorations.add(() -> {
			aspect.setCacheOperationSource(source);
			aspect.setErrorHandler(errorHandler);
		});
	}

	private boolean isBehindHits(CacheAspectSupport aspect) {
		return this.advisors.stream()
			.anyMatch((advisor) -> advisor.getAdvice() instanceof LocalHitInterceptor hits
					&& hits.interceptor() == aspect);
	}

	private void shorten(BeanFactoryCacheOperationSourceAdvisor advisor) {
		if (!this.guardsLoads || !(advisor.getAdvice() instanceof LocalHitInterceptor hits)
				|| !(hits.interceptor().getCacheOperationSource() instanceof GuardedOperationSource source)) {
			return;
		}
		// Another source may not give a method the same operations every time
		if (source.isConstant()) {
			hits.lookInto(new LocalLookups(hits.interceptor(), source));
		}
		if (REACTOR) {
			hits.defer(new ReactiveLoads(hits.interceptor(), source));
		}
		this.restorations.add(() -> {
			hits.lookInto(null);
			hits.defer(null);
		});
	}

	private void report(BeanFactoryCacheOperationSourceAdvisor advisor) {
		CacheAspectSupport aspect = (advisor.getAdvice() instanceof LocalHitInterceptor hits) ? hits.interceptor()
				: (advisor.getAdvice() instanceof CacheAspectSupport other) ? other : null;
		if (aspect != null && aspect.getCacheOperationSource() instanceof GuardedOperationSource source) {
			this.cacheAdvisors.forEachClass(advisor, (type) -> report(type, source));
		}
	}

	// What cannot be told now is no reason not to start, or not to create a bean
	private void report(Class<?> type, GuardedOperationSource source) {
		try {
			this.report.add(type, source);
		}
		catch (InvalidCacheTtlException ex) {
			throw ex;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Cannot tell what of " + type.getName() + " is cached", ex);
		}
	}

	private boolean isManagerThere() {
		return this.beanFactory.getBeanNamesForType(LarderCacheManager.class, true, false).length > 0
				|| !this.cacheManagers.asMap().isEmpty();
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
