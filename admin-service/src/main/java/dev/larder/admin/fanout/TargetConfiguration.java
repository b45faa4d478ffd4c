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
package dev.larder.admin.fanout;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.configuration.AdminProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Threads for asking targets.
 */
@Configuration(proxyBeanMethods = false)
class TargetConfiguration {

	/**
	 * The executor is no bean of its own: Spring Boot would take it for the one that the
	 * application's tasks are to run on.
	 */
	@Bean
	FanOut fanOut(AdminProperties properties) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("targets-");
		threads.setDaemon(true);
		ThreadPoolExecutor executor = new ThreadPoolExecutor(properties.concurrency(), properties.concurrency(), 30,
				TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
		executor.allowCoreThreadTimeOut(true);
		return new FanOut(executor, properties.deadline());
	}

}
