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

package dev.larder.admin.console;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AdminRole;

import org.springframework.security.core.Authentication;

/**
 * Who looks at a page, and what to offer them. What is not offered is refused all the
 * same.
 *
 * @param name the name of the user
 * @param role the highest role of the user
 * @param operator whether keys may be looked up and evicted, and caches cleared
 * @param admin whether servers may be flushed and the audit events read
 * @param values whether values may be seen
 */
record Viewer(String name, AdminRole role, boolean operator, boolean admin, boolean values) {

	static Viewer of(Authentication user, AccessRights rights) {
		boolean operator = rights.has(user, AdminRole.OPERATOR);
		boolean admin = rights.has(user, AdminRole.ADMIN);
		AdminRole role = admin ? AdminRole.ADMIN : (operator ? AdminRole.OPERATOR : AdminRole.VIEWER);
		return new Viewer(user.getName(), role, operator, admin, rights.mayReadValues(user));
	}

}
