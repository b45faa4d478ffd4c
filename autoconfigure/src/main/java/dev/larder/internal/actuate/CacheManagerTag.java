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
package dev.larder.internal.actuate;

import java.util.Locale;

import io.micrometer.core.instrument.Tag;

/**
 * The tag by which Spring Boot tells the meters of cache managers apart.
 */
final class CacheManagerTag {

	private static final String SUFFIX = "cacheManager";

	private CacheManagerTag() {
	}

	/**
	 * Returns the tag of a manager, made by the same rule as Spring Boot's.
	 * @param beanName the name of its bean
	 */
	static Tag of(String beanName) {
		boolean suffixed = beanName.length() > SUFFIX.length()
				&& beanName.toLowerCase(Locale.ROOT).endsWith(SUFFIX.toLowerCase(Locale.ROOT));
		return Tag.of("cache.manager",
				suffixed ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName);
	}

}
