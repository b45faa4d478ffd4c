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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import dev.larder.cache.LarderCacheManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * The beans of an application that are {@link LarderCacheManager}s, noted before anything
 * can wrap or proxy them. Endpoints and meters find the caches here, and so do not depend
 * on what the application makes of its cache managers. Thread-safe.
 */
public final class LarderCacheManagers implements BeanPostProcessor, BeanFactoryAware, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(LarderCacheManagers.class);

	private final Map<String, LarderCacheManager> managers = new ConcurrentSkipListMap<>();

	private final List<BiConsumer<String, LarderCacheManager>> listeners = new CopyOnWriteArrayList<>();

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof LarderCacheManager manager) {
			add(beanName, manager);
		}
		return bean;
	}

	/**
	 * Notes the product of a factory bean, which is not initialized by Spring.
	 */
	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() == LarderCacheManager.class) {
			add(beanName, (LarderCacheManager) bean);
		}
		return bean;
	}

	// Of a request's or a prototype's managers there is no end
	private void add(String beanName, LarderCacheManager manager) {
		if (this.beanFactory != null && this.beanFactory.containsBean(beanName)
				&& !this.beanFactory.isSingleton(beanName)) {
			logger.debug("Caches of '" + beanName + "' are not shown or measured, as it is not a singleton");
		}
		else if (this.managers.putIfAbsent(beanName, manager) == null) {
			manager.addCloseListener(() -> this.managers.remove(beanName, manager));
			this.listeners.forEach((listener) -> listener.accept(beanName, manager));
		}
	}

	/**
	 * Returns the managers that were created so far and are not closed.
	 * @return a view of the managers by the name of the bean, in the order of the names
	 */
	public Map<String, LarderCacheManager> asMap() {
		return Collections.unmodifiableMap(this.managers);
	}

	/**
	 * Adds a listener for every manager, those that exist and those that are created
	 * later.
	 * @param listener told of the name of the bean and the manager, before anyone uses it
	 */
	public void forEach(BiConsumer<String, LarderCacheManager> listener) {
		this.listeners.add(listener);
		this.managers.forEach(listener);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
