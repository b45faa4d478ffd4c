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

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Knows which clusters and applications whoever is served by the current thread may see.
 * What the service does by itself, on threads of its own, is about all of them: what it
 * shows to a user must have been looked up for that user. Safe for use by several
 * threads.
 */
@Component
public class CurrentScope {

	private final UserDirectory users;

	CurrentScope(UserDirectory users) {
		this.users = users;
	}

	/**
	 * Returns the scope of whoever is served by the current thread.
	 * @return that of the user, as it is configured now, or of the user's token; all if
	 * this is a thread of the service
	 */
	public AccessScope get() {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		return (user != null) ? of(user) : AccessScope.ALL;
	}

	/**
	 * Returns the scope of a user.
	 * @param user the user
	 * @return the scope
	 */
	public AccessScope of(Authentication user) {
		if (user instanceof TokenAuthentication token) {
			return token.scope();
		}
		if (user instanceof ProviderAuthentication provider) {
			return provider.scope();
		}
		return this.users.find(user.getName()).map(UserRights::scope).orElse(AccessScope.NONE);
	}

}
