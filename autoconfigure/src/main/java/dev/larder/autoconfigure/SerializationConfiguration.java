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

import dev.larder.internal.value.SerializerCatalog;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * How values become bytes, and which types may be read back.
 */
@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {

	private static final String ALLOWED_TYPES = "larder.serialization.allowed-types";

	@Bean
	@ConditionalOnMissingBean
	TypeAllowList larderTypeAllowList(LarderSettings settings, ListableBeanFactory beanFactory,
			ResourceLoader resourceLoader) {
		List<String> basePackages = AutoConfigurationPackages.has(beanFactory)
				? AutoConfigurationPackages.get(beanFactory).stream().filter(StringUtils::hasText).toList() : List.of();
		List<String> allowedTypes = settings.properties().serialization().allowedTypes();
		ClassLoader classLoader = classLoader(resourceLoader);
		try {
			TypeAllowList allowList = new PackageAllowList(basePackages, allowedTypes);
			allowedTypes.stream()
				.filter((type) -> !type.endsWith("*"))
				.forEach((type) -> checkExists(type, classLoader));
			return allowList;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(ALLOWED_TYPES, allowedTypes, ex.getMessage() + ".");
		}
	}

	private static void checkExists(String type, ClassLoader classLoader) {
		if (!ClassUtils.isPresent(type, classLoader)) {
			throw new InvalidConfigurationPropertyValueException(ALLOWED_TYPES, type,
					"There is no class '" + type + "'. For the classes of a package write '" + type
							+ ".*', and for those of the packages below it, too, '" + type + ".**'.");
		}
	}

	@Bean
	CacheSerializers larderCacheSerializers(LarderSettings settings, TypeAllowList allowList,
			ListableBeanFactory beanFactory, ResourceLoader resourceLoader) {
		return new CacheSerializers(new SerializerCatalog(allowList, classLoader(resourceLoader),
				beanFactory.getBeansOfType(ValueSerializer.class)), settings);
	}

	/**
	 * Returns where the types of cached values are found.
	 * @param resourceLoader the application's resource loader
	 * @return its class loader, or the default one
	 */
	static ClassLoader classLoader(ResourceLoader resourceLoader) {
		ClassLoader classLoader = resourceLoader.getClassLoader();
		if (classLoader == null) {
			classLoader = ClassUtils.getDefaultClassLoader();
		}
		Assert.state(classLoader != null, "There is no class loader for the types of cached values");
		return classLoader;
	}

}
