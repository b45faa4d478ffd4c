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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may do, and to what.
 *
 * @param role the role
 * @param values whether values may be seen
 * @param scope the clusters and applications the rights are about
 */
public record UserRights(AdminRole role, boolean values, AccessScope scope) {

	/**
	 * Returns what of these rights others include as well.
	 * @param other the other rights
	 * @return the rights that are in both, or nothing if neither role includes the other
	 */
	public Optional<UserRights> and(UserRights other) {
		if (!this.role.includes(other.role) && !other.role.includes(this.role)) {
			return Optional.empty();
		}
		AdminRole lower = this.role.includes(other.role) ? other.role : this.role;
		return Optional.of(new UserRights(lower, this.values && other.values, this.scope.and(other.scope)));
	}

	/**
	 * Returns the role and the right to see values as Spring Security writes them.
	 * @return the authorities
	 */
	public List<String> authorities() {
		List<String> authorities = new ArrayList<>(List.of(this.role.authority()));
		if (this.values) {
			authorities.add(AccessRights.VALUE_READ);
		}
		return authorities;
	}

}
