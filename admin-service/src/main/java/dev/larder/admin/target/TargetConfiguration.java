package dev.larder.admin.target;

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
