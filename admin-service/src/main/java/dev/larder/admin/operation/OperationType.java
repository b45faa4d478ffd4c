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
package dev.larder.admin.operation;

import dev.larder.admin.access.AdminRole;

/**
 * What can be done.
 */
public enum OperationType {

	/**
	 * Remove all items of a memcached server, whoever they belong to.
	 */
	SERVER_FLUSH(AdminRole.ADMIN),

	/**
	 * Remove all items of all servers of a cluster, whoever they belong to.
	 */
	CLUSTER_FLUSH(AdminRole.ADMIN),

	/**
	 * Clear a cache of an application.
	 */
	CACHE_CLEAR(AdminRole.OPERATOR),

	/**
	 * Remove a key from every server of a cluster, or from all places where an
	 * application keeps it.
	 */
	KEY_EVICT(AdminRole.OPERATOR),

	/**
	 * Remove the keys that begin alike from every server of a cluster, or from all places
	 * where an application keeps those of a cache.
	 */
	PREFIX_EVICT(AdminRole.OPERATOR),

	/**
	 * Clear all caches of an application.
	 */
	APPLICATION_CLEAR(AdminRole.ADMIN);

	private final AdminRole role;

	OperationType(AdminRole role) {
		this.role = role;
	}

	/**
	 * Returns who may do it.
	 * @return the role that is needed
	 */
	public AdminRole role() {
		return this.role;
	}

	/**
	 * Returns whether it removes what belongs to others too.
	 * @return whether it flushes servers
	 */
	boolean isFlush() {
		return this == SERVER_FLUSH || this == CLUSTER_FLUSH;
	}

}
