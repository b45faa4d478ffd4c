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
import dev.larder.admin.access.UserRights;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token. The token itself is not.
 *
 * @param id its id
 * @param name what its owner calls it
 * @param owner the name of the user it belongs to
 * @param role the highest role it has; never above that of its owner
 * @param values whether it may see values, if its owner may
 * @param clusters patterns of the names of the clusters it is for
 * @param applications patterns of the names of the applications it is for
 * @param createdAt when it was created
 * @param expiresAt when it expires
 * @param lastUsedAt when it was last used, to about a minute
 * @param revokedAt when it was revoked
 * @param revokedBy who revoked it
 */
public record ApiToken(String id, String name, String owner, AdminRole role, boolean values, List<String> clusters,
		List<String> applications, Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt,
		@Nullable Instant revokedAt, @Nullable String revokedBy) {

	/**
	 * Returns what the token allows as far as its owner may do it.
	 * @return the rights
	 */
	UserRights rights() {
		return new UserRights(this.role, this.values, AccessScope.of(this.clusters, this.applications));
	}

}
