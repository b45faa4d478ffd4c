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
package dev.larder.admin.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.UserRights;
import dev.larder.admin.configuration.OidcProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What users of providers may do, by the values of a claim.
 */
final class OidcRights {

	private static final int MAX_VALUES = 1000;

	private final String claim;

	private final Map<String, UserRights> rights = new LinkedHashMap<>();

	OidcRights(OidcProperties properties) {
		this.claim = properties.rolesClaim();
		properties.mappings()
			.forEach((mapping) -> this.rights.putIfAbsent(mapping.value(), new UserRights(mapping.role(),
					mapping.values(), AccessScope.of(mapping.clusters(), mapping.applications()))));
	}

	boolean isEmpty() {
		return this.rights.isEmpty();
	}

	/**
	 * Returns those values of a user's claim that mean anything here.
	 * @param claims the claims of the user
	 * @return the values
	 */
	List<String> values(Map<String, Object> claims) {
		Object value = claims.containsKey(this.claim) ? claims.get(this.claim) : byPath(claims);
		Stream<?> values = (value instanceof Collection<?> several) ? several.stream() : Stream.ofNullable(value);
		return values.limit(MAX_VALUES)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.filter(this.rights::containsKey)
			.distinct()
			.toList();
	}

	private @Nullable Object byPath(Map<String, Object> claims) {
		Object current = claims;
		for (String name : StringUtils.delimitedListToStringArray(this.claim, ".")) {
			current = (current instanceof Map<?, ?> object) ? object.get(name) : null;
		}
		return current;
	}

	/**
	 * Returns what somebody may do.
	 * @param values the values of the claim
	 * @return what the first mapping says that fits, or nothing if none does
	 */
	Optional<UserRights> of(Collection<String> values) {
		return this.rights.entrySet()
			.stream()
			.filter((entry) -> values.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst();
	}

}
