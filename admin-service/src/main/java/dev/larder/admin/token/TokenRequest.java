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

package dev.larder.admin.token;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.AdminRole;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A token to be created.
 *
 * @param name what to call it
 * @param expiresAt when it is to expire
 * @param role the role it is to have, {@link AdminRole#VIEWER} if left out
 * @param values whether it is to see values
 * @param clusters patterns of the names of the clusters it is for, all that its owner has
 * if left out
 * @param applications patterns of the names of the applications it is for, all that its
 * owner has if left out
 */
public record TokenRequest(@NotBlank @Size(max = 100) String name, @NotNull Instant expiresAt, @Nullable AdminRole role,
		@Nullable Boolean values,
		@Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = AccessScope.PATTERN) String> clusters,
		@Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = AccessScope.PATTERN) String> applications) {

	private static final List<String> ALL = List.of("*");

	AdminRole roleOrLowest() {
		return (this.role != null) ? this.role : AdminRole.VIEWER;
	}

	List<String> clustersOrAll() {
		return (this.clusters != null) ? this.clusters : ALL;
	}

	List<String> applicationsOrAll() {
		return (this.applications != null) ? this.applications : ALL;
	}

}
