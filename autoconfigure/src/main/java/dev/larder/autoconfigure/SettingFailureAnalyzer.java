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

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.larder.autoconfigure.SettingNames.UnknownSettingException;
import dev.larder.internal.guard.InvalidCacheTtlException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Explains names that are no settings, values that a setting does not take, with those it
 * does, in the case in which they are written, times to live of methods that cannot be
 * understood, and that Larder is not chosen by {@code spring.cache.type}, which knows
 * only Spring Boot's own cache managers.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingFailureAnalyzer extends AbstractFailureAnalyzer<RuntimeException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("larder");

	private static final ConfigurationPropertyName CACHE_TYPE = ConfigurationPropertyName.of("spring.cache.type");

	private static final Set<String> LARDER_NAMES = Set.of("larder", "local", "memcached", "tiered");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RuntimeException cause) {
		UnknownSettingException unknown = findCause(rootFailure, UnknownSettingException.class);
		if (unknown != null) {
			return new FailureAnalysis(String.valueOf(unknown.getMessage()),
					"Correct the name, or remove it. All settings are listed in docs/configuration.md.", unknown);
		}
		InvalidSecretException secret = findCause(rootFailure, InvalidSecretException.class);
		if (secret != null) {
			return new FailureAnalysis(String.valueOf(secret.getMessage()), secret.remedy(), secret);
		}
		InvalidCacheTtlException ttl = findCause(rootFailure, InvalidCacheTtlException.class);
		if (ttl != null) {
			return new FailureAnalysis(String.valueOf(ttl.getMessage()),
					"Give a duration with its unit, such as @CacheTtl(\"10m\") or a placeholder for one, or a SpEL"
							+ " expression, such as @CacheTtl(expression = \"#result.timeToLive\").",
					ttl);
		}
		BindException binding = findCause(rootFailure, BindException.class);
		if (binding == null || binding.getProperty() == null) {
			return null;
		}
		return analyze(binding, binding.getName(), String.valueOf(binding.getProperty().getValue()));
	}

	private @Nullable FailureAnalysis analyze(BindException binding, ConfigurationPropertyName name, String value) {
		if (name.equals(CACHE_TYPE) && LARDER_NAMES.contains(value.toLowerCase(Locale.ROOT))) {
			return new FailureAnalysis(
					"'spring.cache.type' is '" + value + "', but it only knows Spring Boot's own cache managers.",
					"Remove 'spring.cache.type' and set 'larder.mode' to 'local', 'memcached' or 'tiered'.", binding);
		}
		Class<?> type = binding.getTarget().getType().resolve(Object.class);
		String remedy = PREFIX.isAncestorOf(name) ? remedy(ClassUtils.resolvePrimitiveIfNecessary(type)) : null;
		if (remedy == null) {
			return null;
		}
		String origin = (binding.getProperty() != null && binding.getProperty().getOrigin() != null)
				? " (" + binding.getProperty().getOrigin() + ")" : "";
		return new FailureAnalysis("'" + name + "' is '" + value + "'" + origin + ", which it does not know.", remedy,
				binding);
	}

	/**
	 * Returns what a setting of a type takes.
	 */
	private static @Nullable String remedy(Class<?> type) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining("', '", "Use one of '", "'."));
		}
		if (type == Duration.class) {
			return "Write a time with its unit, such as '250ms', '10s', '5m', '1h' or '30d'.";
		}
		if (type == DataSize.class) {
			return "Write a size with its unit, such as '512B', '4KB' or '64MB'.";
		}
		if (type == Boolean.class) {
			return "Write 'true' or 'false'.";
		}
		if (type == Double.class) {
			return "Write a number such as '0.1'.";
		}
		return Number.class.isAssignableFrom(type) ? "Write a whole number such as '10000'." : null;
	}

}
