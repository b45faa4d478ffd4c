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
import org.springframework.util.StringUtils;

/**
 * How values become bytes, and which types may be read back. Imported where values leave
 * this process.
 */
@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TypeAllowList larderTypeAllowList(LarderProperties properties, ListableBeanFactory beanFactory) {
		List<String> basePackages = AutoConfigurationPackages.has(beanFactory)
				? AutoConfigurationPackages.get(beanFactory).stream().filter(StringUtils::hasText).toList() : List.of();
		List<String> allowedTypes = properties.getSerialization().getAllowedTypes();
		try {
			return new PackageAllowList(basePackages, allowedTypes);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("larder.serialization.allowed-types", allowedTypes,
					ex.getMessage() + ".");
		}
	}

	@Bean
	CacheSerializers larderCacheSerializers(TypeAllowList allowList, ListableBeanFactory beanFactory,
			ResourceLoader resourceLoader) {
		return new CacheSerializers(allowList, CacheSerializers.classLoader(resourceLoader),
				beanFactory.getBeansOfType(ValueSerializer.class));
	}

}
