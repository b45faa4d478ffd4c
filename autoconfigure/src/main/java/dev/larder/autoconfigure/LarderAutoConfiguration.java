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

import java.util.List;

import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedBackend;
import dev.larder.cache.SnapshotBackend;
import dev.larder.entry.Compression;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.guard.LoadGuard;
import dev.larder.internal.load.LarderThreads;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.boot.cache.autoconfigure.CacheProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.thread.Threading;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Larder's {@link CacheManager}.
 * Like Spring Boot's own it needs caching to be enabled, and backs off for a cache
 * manager, caches or a bean named {@code cacheResolver} of the application, or when
 * {@code spring.cache.type} is set.
 */
@AutoConfiguration(before = CacheAutoConfiguration.class)
@ConditionalOnBean(CacheAspectSupport.class)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@Conditional({ NoSpringCacheTypeCondition.class, NoCacheBeansCondition.class })
@Import({ CacheManagersConfiguration.class, SerializationConfiguration.class, MemcachedConfiguration.class,
		LocalSnapshotConfiguration.class })
@EnableConfigurationProperties({ LarderProperties.class, CacheProperties.class })
public final class LarderAutoConfiguration {

	private static final String TRANSACTION_SYNCHRONIZATION = "org.springframework.transaction.support.TransactionSynchronization";

	private static final ConfigurationPropertyName ADMIN = ConfigurationPropertyName.of("larder.admin");

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	private static final String TEST_SUPPORT = "org.springframework.test.context.TestContext";

	@Bean
	LarderSettings larderSettings(ObjectProvider<LarderProperties> properties, ConfigurableEnvironment environment,
			ConfigurableListableBeanFactory beanFactory, ResourceLoader resourceLoader) {
		SettingNames names = SettingNames.of(environment, (name) -> isOfOtherProperties(name, beanFactory));
		// Before they are bound, which may fail for a wrong name and does not say so
		names.check();
		LarderSettings settings = new LarderSettings(properties.getObject(), names, environment);
		checkLibraries(settings, resourceLoader.getClassLoader());
		return settings;
	}

	@Bean
	LarderThreads larderThreads(Environment environment, ObjectProvider<TaskDecorator> taskDecorators) {
		List<TaskDecorator> decorators = taskDecorators.orderedStream().toList();
		return new LarderThreads(Threading.VIRTUAL.isActive(environment),
				decorators.isEmpty() ? null : new CompositeTaskDecorator(decorators));
	}

	@Bean
	LarderCacheManager cacheManager(LarderSettings settings, CacheProperties cacheProperties,
			ResourceLoader resourceLoader, ObjectProvider<MemcachedBackend> memcached,
			ObjectProvider<SnapshotBackend> snapshots, ObjectProvider<CacheSerializers> serializers,
			ObjectProvider<TtlFunction> ttlFunction, LarderThreads threads,
			ObjectProvider<CacheManagerCustomizer<?>> customizers) {
		LarderCacheManager.Builder builder = LarderCacheManager.builder()
			.defaults(settings.defaults())
			.cacheNames(cacheProperties.getCacheNames())
			.threads(threads)
			.lateSettings(settings::ofVariables)
			.transactionAware(transactionAware(settings.properties(), resourceLoader.getClassLoader()));
		settings.caches().forEach(builder::cache);
		builder.localWriters((cache) -> serializers.getObject().localWriter(cache.serializer()),
				isRehearsing(settings.properties(), resourceLoader));
		memcached.ifAvailable(builder::memcached);
		snapshots.ifAvailable(builder::snapshots);
		ttlFunction.ifAvailable(builder::ttlFunction);
		// Boot's own bean of customizers is part of what backs off for this cache manager
		return new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(builder.build());
	}

	@Bean
	StartReport larderStartReport(LarderSettings settings, CacheProperties cacheProperties, Environment environment,
			ObjectProvider<LoadGuard> loadGuard) {
		return new StartReport(settings, cacheProperties.getCacheNames(), environment, loadGuard);
	}

	private static boolean transactionAware(LarderProperties properties, @Nullable ClassLoader classLoader) {
		if (properties.isTransactionAware() && !ClassUtils.isPresent(TRANSACTION_SYNCHRONIZATION, classLoader)) {
			throw new InvalidConfigurationPropertyValueException("larder.transaction-aware", true,
					"There are no transactions to heed. Add the dependency 'org.springframework:spring-tx', or remove the"
							+ " property.");
		}
		return properties.isTransactionAware();
	}

	// Where what was excluded is used, a class would be missing in the middle of a call
	private static void checkLibraries(LarderSettings settings, @Nullable ClassLoader classLoader) {
		boolean snapshots = settings.properties().getLocal().getSnapshot().getDirectory() != null;
		settings.visit((prefix, overrides, cache) -> {
			String mode = (overrides.getMode() != null) ? prefix + ".mode" : "larder.mode";
			if (cache.mode().isLocal()) {
				checkLibrary("com.github.benmanes.caffeine.cache.Caffeine", "com.github.ben-manes.caffeine:caffeine",
						mode, cache.mode().id(), classLoader);
			}
			if (cache.mode().isMemcached()) {
				checkLibrary("net.rubyeye.xmemcached.MemcachedClient", "com.googlecode.xmemcached:xmemcached", mode,
						cache.mode().id(), classLoader);
			}
			if (cache.compression() == Compression.LZ4 && (cache.mode().isMemcached() || snapshots)) {
				checkLibrary("net.jpountz.lz4.LZ4Factory", "at.yawk.lz4:lz4-java", prefix + ".compression.algorithm",
						"lz4", classLoader);
			}
		});
	}

	private static void checkLibrary(String type, String dependency, String property, String value,
			@Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent(type, classLoader)) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It needs the dependency '" + dependency + "'. Add it, or choose another value.");
		}
	}

	/**
	 * Returns whether a name below "larder" belongs to other properties: to those of the
	 * admin service, which may share a file with its applications, or of a class.
	 */
	private static boolean isOfOtherProperties(String name, ConfigurableListableBeanFactory beanFactory) {
		ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
		if (ADMIN.isAncestorOf(property)) {
			return true;
		}
		for (String bean : beanFactory.getBeanDefinitionNames()) {
			ConfigurationProperties other = beanFactory.findAnnotationOnBean(bean, ConfigurationProperties.class,
					false);
			if (other != null && StringUtils.hasText(other.prefix())
					&& !beanFactory.isTypeMatch(bean, LarderProperties.class)
					&& ConfigurationPropertyName.adapt(other.prefix(), '.').isAncestorOf(property)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isRehearsing(LarderProperties properties, ResourceLoader resourceLoader) {
		return switch (properties.getLocal().getPortabilityCheck()) {
			case ON -> true;
			case OFF -> false;
			case AUTO -> ClassUtils.isPresent(DEVTOOLS, resourceLoader.getClassLoader())
					|| ClassUtils.isPresent(TEST_SUPPORT, resourceLoader.getClassLoader());
		};
	}

}
