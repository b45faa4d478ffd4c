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

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains that Larder is not chosen by {@code spring.cache.type}, which knows only
 * Spring Boot's own cache managers.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SpringCacheTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PROPERTY = ConfigurationPropertyName.of("spring.cache.type");

	private static final Set<String> LARDER_NAMES = Set.of("larder", "local", "memcached", "tiered");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		Object value = (cause.getProperty() != null) ? cause.getProperty().getValue() : null;
		if (!PROPERTY.equals(cause.getName()) || value == null
				|| !LARDER_NAMES.contains(value.toString().toLowerCase(Locale.ROOT))) {
			return null;
		}
		return new FailureAnalysis(
				"'spring.cache.type' is '" + value + "', but it only knows Spring Boot's own cache managers.",
				"Remove 'spring.cache.type' and set 'larder.mode' to 'local' or 'memcached'.", cause);
	}

}
