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
package dev.larder.admin.configuration;

import java.time.Duration;
import java.util.List;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.AdminRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What users may do who log in with a provider of OpenID Connect. The provider itself is
 * configured under 'spring.security.oauth2.client'.
 *
 * @param rolesClaim the claim of the ID token that decides; dots lead into objects, as in
 * 'realm_access.roles'
 * @param maxSession how long a session lasts at most, after which the provider decides
 * anew
 * @param mappings what the values of the claim allow; the first that fits counts
 */
public record OidcProperties(@NotBlank @DefaultValue("groups") String rolesClaim,
		@NotNull @DefaultValue("8h") @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration maxSession,
		@DefaultValue @Size(max = 1000) List<@Valid Mapping> mappings) {

	/**
	 * What a value of the claim allows.
	 *
	 * @param value the value
	 * @param role what its users may do
	 * @param values whether they may also see values
	 * @param clusters patterns of the names of the clusters the rights are about
	 * @param applications patterns of the names of the applications the rights are about
	 */
	public record Mapping(@NotBlank @Size(max = 200) String value, @DefaultValue("VIEWER") AdminRole role,
			@DefaultValue("false") boolean values,
			@DefaultValue("*") List<@Pattern(regexp = AccessScope.PATTERN,
					message = AdminProperties.PATTERN_MESSAGE) String> clusters,
			@DefaultValue("*") List<@Pattern(regexp = AccessScope.PATTERN,
					message = AdminProperties.PATTERN_MESSAGE) String> applications) {

	}

}
