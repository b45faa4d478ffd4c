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

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.NullValue;
import org.springframework.util.ClassUtils;

/**
 * What Larder and its libraries look up by name, which a native image has to be told.
 */
class LarderRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * The caches and entries that Caffeine chooses for what Larder asks of it: bounded by
	 * their number or their weight, and nothing else.
	 */
	private static final String[] CAFFEINE = { "SSMS", "PSMS", "SSMW", "PSMW" };

	private static final String JSON_ROOT = "dev.larder.serializer.jackson.JacksonSerializer$Root";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String name : CAFFEINE) {
			hints.reflection()
				.registerTypeIfPresent(classLoader, "com.github.benmanes.caffeine.cache." + name,
						MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.ACCESS_DECLARED_FIELDS);
		}
		hints.reflection()
			.registerType(SimpleKey.class, MemberCategory.ACCESS_DECLARED_FIELDS)
			.registerJavaSerialization(SimpleKey.class)
			.registerJavaSerialization(NullValue.class);
		if (ClassUtils.isPresent("tools.jackson.databind.ObjectMapper", classLoader)) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(),
					ClassUtils.resolveClassName(JSON_ROOT, classLoader));
		}
	}

}
