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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.larder.cache.CacheMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if any cache may live in memcached, or if it is not known yet: an application
 * that is processed ahead of time is told its mode when it starts. What this is a
 * condition of asks again then.
 */
class OnMemcachedModeCondition extends SpringBootCondition {

	private static final Bindable<Map<String, LarderProperties.Cache>> CACHES = Bindable.mapOf(String.class,
			LarderProperties.Cache.class);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Larder memcached");
		if (AheadOfTime.isProcessing()) {
			return ConditionOutcome.match(message.because("the application is told its mode when it starts"));
		}
		try {
			String property = findProperty(context.getEnvironment());
			return (property != null) ? ConditionOutcome.match(message.because(property + " asks for memcached"))
					: ConditionOutcome.noMatch(message.because("no cache lives in memcached"));
		}
		catch (BindException ex) {
			return ConditionOutcome.noMatch(message.because("'" + ex.getName() + "' is invalid"));
		}
	}

	private static @Nullable String findProperty(Environment environment) {
		Binder binder = Binder.get(environment);
		for (String property : new String[] { "larder.defaults.mode", "larder.mode" }) {
			if (binder.bind(property, CacheMode.class).map(CacheMode::isMemcached).orElse(false)) {
				return property;
			}
		}
		Map<String, LarderProperties.Cache> caches = new LinkedHashMap<>(
				binder.bind("larder.caches", CACHES).orElse(Map.of()));
		if (environment instanceof ConfigurableEnvironment configurable && hasVariablesOfCaches(configurable)) {
			SettingNames names = SettingNames.of(configurable, (name) -> true);
			LarderSettings.variables(names, configurable).forEach(caches::putIfAbsent);
		}
		return caches.entrySet()
			.stream()
			.filter((cache) -> cache.getValue().mode() != null && cache.getValue().mode().isMemcached())
			.map((cache) -> "larder.caches." + cache.getKey() + ".mode")
			.findFirst()
			.orElse(null);
	}

	// What they mean is costly to tell, and few have any
	private static boolean hasVariablesOfCaches(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof SystemEnvironmentPropertySource variables) {
				for (String name : variables.getPropertyNames()) {
					String lowered = name.toLowerCase(Locale.ROOT);
					if (lowered.startsWith("larder") && lowered.contains("caches")) {
						return true;
					}
				}
			}
		}
		return false;
	}

}
