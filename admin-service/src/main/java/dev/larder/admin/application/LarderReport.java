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
package dev.larder.admin.application;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the starter's endpoint in an instance tells. A newer starter may tell more, an
 * older one less.
 *
 * @param schemaVersion the version of this form
 * @param application the name the instance gives itself
 * @param instanceId tells the process from others, whatever they are called
 * @param caches its caches
 * @param nodes the memcached servers as the instance sees them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LarderReport(@Nullable Integer schemaVersion, @Nullable String application, @Nullable String instanceId,
		@Nullable List<CacheReport> caches, @Nullable List<NodeReport> nodes) {

	/**
	 * Leaves out what is {@code null}, which only a stranger answers.
	 */
	public LarderReport {
		caches = withoutNulls(caches);
		nodes = withoutNulls(nodes);
	}

	private static <T> @Nullable List<T> withoutNulls(@Nullable List<T> elements) {
		return (elements != null) ? elements.stream().filter(Objects::nonNull).toList() : null;
	}

}
