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

import java.io.File;
import java.io.UncheckedIOException;
import java.util.List;

import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCacheManager;
import dev.larder.coherence.InvalidationChannel;
import dev.larder.entry.Compression;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.guard.LarderCacheManagers;
import dev.larder.internal.guard.LoadGuard;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.serializer.TypeAllowList;
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
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
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
@Conditional(NoSpringCacheCondition.class)
@Import({ CacheManagersConfiguration.class, SerializationConfiguration.class })
@EnableConfigurationProperties({ LarderProperties.class, CacheProperties.class })
@ImportRuntimeHints(LarderRuntimeHints.class)
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
	@ConditionalOnMissingBean
	MemcachedConnectionDetails memcachedConnectionDetails(LarderSettings settings,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesMemcachedConnectionDetails(settings, sslBundles.getIfAvailable());
	}

	@Bean
	LarderCacheManager cacheManager(LarderSettings settings, CacheSerializers serializers, TypeAllowList allowList,
			CacheProperties cacheProperties, Environment environment, ResourceLoader resourceLoader,
			ObjectProvider<InvalidationChannel> channel, ObjectProvider<TtlFunction> ttlFunction,
			ObjectProvider<TaskDecorator> taskDecorators, ObjectProvider<MemcachedConnectionDetails> connections,
			ObjectProvider<LarderCacheManagerBuilderCustomizer> builderCustomizers,
			ObjectProvider<CacheManagerCustomizer<?>> customizers) {
		LarderCacheManager.Builder builder = LarderCacheManager.builder()
			.cacheDefaults(serializers.complete(settings.defaults()))
			.allowedTypes(allowList)
			.classLoader(SerializationConfiguration.classLoader(resourceLoader))
			.readers(serializers.readers());
		settings.caches().forEach((name, cache) -> builder.withCacheConfiguration(name, serializers.complete(cache)));
		builder.withLateCacheConfigurations((name) -> {
			LarderSettings.Section cache = settings.ofVariables(name);
			return (cache != null) ? serializers.complete(cache) : null;
		});
		if (!cacheProperties.getCacheNames().isEmpty()) {
			builder.initialCacheNames(cacheProperties.getCacheNames()).disableCreateOnMissingCache();
		}
		if (settings.anyInMemcached()) {
			builder.memcached(MemcachedAccess.apply(settings.memcached(), connections.orderedStream().toList()));
		}
		applyProperties(builder, settings, resourceLoader.getClassLoader());
		if (Threading.VIRTUAL.isActive(environment)) {
			builder.virtualThreads();
		}
		List<TaskDecorator> decorators = taskDecorators.orderedStream().toList();
		if (!decorators.isEmpty()) {
			builder.taskDecorator(new CompositeTaskDecorator(decorators));
		}
		channel.ifAvailable(builder::invalidationChannel);
		ttlFunction.ifAvailable(builder::ttlFunction);
		builderCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		// Boot's own bean of customizers is part of what backs off for this cache manager
		return new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(build(builder, settings));
	}

	private static void applyProperties(LarderCacheManager.Builder builder, LarderSettings settings,
			@Nullable ClassLoader classLoader) {
		File directory = settings.snapshotDirectory();
		if (directory != null) {
			builder.snapshots(directory.toPath(), settings.properties().local().snapshot().interval());
		}
		if (isTransactionAware(settings.properties(), classLoader)) {
			builder.transactionAware();
		}
		if (isRehearsing(settings.properties(), classLoader)) {
			builder.portabilityCheck();
		}
	}

	private static List<String> servers(ObjectProvider<MemcachedConnectionDetails> connections) {
		return connections.orderedStream()
			.flatMap((connection) -> connection.getNodes().stream())
			.map(MemcachedConnectionDetails.Node::toString)
			.toList();
	}

	private static LarderCacheManager build(LarderCacheManager.Builder builder, LarderSettings settings) {
		try {
			return builder.build();
		}
		catch (UncheckedIOException ex) {
			throw new InvalidConfigurationPropertyValueException("larder.local.snapshot.directory",
					settings.snapshotDirectory(),
					"It cannot be created or written (" + ex.getCause() + "). Name a directory that this process may "
							+ "create and write, or remove the property.");
		}
	}

	@Bean
	RestoreAfterStart larderRestoreAfterStart(LarderCacheManagers cacheManagers) {
		return new RestoreAfterStart(cacheManagers);
	}

	@Bean
	StartReport larderStartReport(LarderSettings settings, CacheProperties cacheProperties, Environment environment,
			ObjectProvider<MemcachedConnectionDetails> connections, ObjectProvider<LoadGuard> loadGuard) {
		List<NodeAddress> servers = settings.anyInMemcached()
				? servers(connections).stream().map(NodeAddress::parse).toList() : List.of();
		return new StartReport(settings, servers, cacheProperties.getCacheNames(), environment, loadGuard);
	}

	private static boolean isTransactionAware(LarderProperties properties, @Nullable ClassLoader classLoader) {
		if (properties.transactionAware() && !ClassUtils.isPresent(TRANSACTION_SYNCHRONIZATION, classLoader)) {
			throw new InvalidConfigurationPropertyValueException("larder.transaction-aware", true,
					"There are no transactions to heed. Add the dependency 'org.springframework:spring-tx', or remove the"
							+ " property.");
		}
		return properties.transactionAware();
	}

	// An excluded library that is used would show in the middle of a call
	private static void checkLibraries(LarderSettings settings, @Nullable ClassLoader classLoader) {
		boolean snapshots = settings.snapshotDirectory() != null;
		settings.sections().forEach((section) -> {
			CacheSettings cache = section.settings();
			String mode = (section.own().mode() != null) ? section.prefix() + ".mode" : "larder.mode";
			if (cache.mode().isLocal()) {
				checkLibrary("com.github.benmanes.caffeine.cache.Caffeine", "com.github.ben-manes.caffeine:caffeine",
						mode, cache.mode().id(), classLoader);
			}
			if (cache.mode().isMemcached()) {
				checkLibrary("net.rubyeye.xmemcached.MemcachedClient", "com.googlecode.xmemcached:xmemcached", mode,
						cache.mode().id(), classLoader);
			}
			if (cache.compression() == Compression.LZ4 && (cache.mode().isMemcached() || snapshots)) {
				checkLibrary("net.jpountz.lz4.LZ4Factory", "at.yawk.lz4:lz4-java",
						section.prefix() + ".compression.algorithm", "lz4", classLoader);
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

	private static boolean isRehearsing(LarderProperties properties, @Nullable ClassLoader classLoader) {
		return switch (properties.local().portabilityCheck()) {
			case ON -> true;
			case OFF -> false;
			case AUTO -> ClassUtils.isPresent(DEVTOOLS, classLoader) || ClassUtils.isPresent(TEST_SUPPORT, classLoader);
		};
	}

	/**
	 * Has local caches restored once the application has started, whatever it makes of
	 * its cache managers. The last snapshot is written when these are destroyed, after
	 * those who use the caches.
	 */
	static final class RestoreAfterStart implements SmartLifecycle {

		private final LarderCacheManagers cacheManagers;

		private volatile boolean running;

		private RestoreAfterStart(LarderCacheManagers cacheManagers) {
			this.cacheManagers = cacheManagers;
		}

		@Override
		public void start() {
			this.running = true;
			this.cacheManagers.forEach((name, cacheManager) -> cacheManager.restore());
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
