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

/**
 * What a user may do. Each role may do all that the ones before it may, but for
 * {@link #REGISTRAR}, which only {@link #ADMIN} includes.
 */
public enum AdminRole {

	/**
	 * May register instances of applications, and see nothing.
	 */
	REGISTRAR,

	/**
	 * May see statistics, settings and caches, but no key.
	 */
	VIEWER,

	/**
	 * May look up and evict keys and clear caches.
	 */
	OPERATOR,

	/**
	 * May flush servers and read the audit events.
	 */
	ADMIN;

	/**
	 * Returns whether whoever has this role may do what another one allows.
	 * @param other the other role
	 * @return whether this role includes it
	 */
	public boolean includes(AdminRole other) {
		return this == other || this == ADMIN || (this == OPERATOR && other == VIEWER);
	}

	/**
	 * Returns the role as Spring Security writes it.
	 * @return the authority
	 */
	public String authority() {
		return "ROLE_" + name();
	}

}
