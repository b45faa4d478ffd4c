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
package dev.larder.admin.access;

import java.util.Collection;
import java.util.List;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Answers what a user may do where the URL alone does not tell.
 */
@Component
public class AccessRights {

	/**
	 * The authority to see values, which no role includes.
	 */
	public static final String VALUE_READ = "VALUE_READ";

	private final RoleHierarchy hierarchy;

	AccessRights(RoleHierarchy hierarchy) {
		this.hierarchy = hierarchy;
	}

	/**
	 * Returns whether a user has a role, directly or by a higher one.
	 * @param user the user
	 * @param role the role
	 * @return whether the user has it
	 */
	public boolean has(Authentication user, AdminRole role) {
		return reachable(user).contains(role.authority());
	}

	/**
	 * Requires a role.
	 * @param user the user
	 * @param role the role
	 * @throws AccessDeniedException if the user does not have it
	 */
	public void require(Authentication user, AdminRole role) {
		if (!has(user, role)) {
			throw new AccessDeniedException("This needs the role " + role);
		}
	}

	/**
	 * Returns whether a user may see values.
	 * @param user the user
	 * @return whether the user may
	 */
	public boolean mayReadValues(Authentication user) {
		return reachable(user).contains(VALUE_READ);
	}

	/**
	 * Returns the roles of a user, with those that a higher one includes.
	 * @param user the user
	 * @return the roles, lowest first
	 */
	public List<AdminRole> roles(Authentication user) {
		return List.of(AdminRole.values()).stream().filter((role) -> has(user, role)).toList();
	}

	private List<String> reachable(Authentication user) {
		Collection<? extends GrantedAuthority> authorities = user.getAuthorities();
		return this.hierarchy.getReachableGrantedAuthorities(authorities)
			.stream()
			.map(GrantedAuthority::getAuthority)
			.map(String::valueOf)
			.toList();
	}

}
