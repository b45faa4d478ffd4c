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

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running zoo.
 */
final class Instance implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final Invocations invocations;

	private Instance(ConfigurableApplicationContext context) {
		this.context = context;
		this.invocations = context.getBean(Invocations.class);
	}

	/**
	 * Starts an instance.
	 * @param database the name of its database, which is made by the first who uses it
	 * @param first whether it is the first
	 * @param properties further properties
	 * @param beans further beans
	 * @return the instance
	 */
	static Instance start(String database, boolean first, List<String> properties, Class<?>... beans) {
		List<String> arguments = new ArrayList<>();
		arguments.add("spring.datasource.url=jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1");
		arguments.add("spring.sql.init.mode=" + (first ? "always" : "never"));
		arguments.addAll(properties);
		return new Instance(new SpringApplicationBuilder(ZooApplication.class).sources(beans)
			.initializers(Instance::addBeans)
			.run(arguments.stream().map("--"::concat).toArray(String[]::new)));
	}

	private static void addBeans(ConfigurableApplicationContext context) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context;
		registry.registerBeanDefinition("invocations", new RootBeanDefinition(Invocations.class));
		registry.registerBeanDefinition("asyncCaffeine", new RootBeanDefinition(AsyncCaffeine.class));
	}

	<B> B bean(Class<B> type) {
		return this.context.getBean(type);
	}

	int invocations(String method) {
		return this.invocations.of(method);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Makes Spring's Caffeine able to hold what futures come to.
	 */
	static class AsyncCaffeine implements CacheManagerCustomizer<CaffeineCacheManager> {

		@Override
		public void customize(CaffeineCacheManager manager) {
			manager.setAsyncCacheMode(true);
		}

	}

}
