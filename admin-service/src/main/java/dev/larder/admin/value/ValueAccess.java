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

package dev.larder.admin.value;

import java.util.HashMap;
import java.util.Map;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.audit.AuditTypes;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Lets users see values who have the right to, and records who wanted to see which.
 */
@Component
public class ValueAccess {

	private final AccessRights accessRights;

	private final AuditTrail auditTrail;

	ValueAccess(AccessRights accessRights, AuditTrail auditTrail) {
		this.accessRights = accessRights;
		this.auditTrail = auditTrail;
	}

	/**
	 * Requires the right to see values.
	 * @param user the user
	 * @param what which value, without its key
	 * @throws AccessDeniedException if the user does not have it
	 */
	public void require(Authentication user, Map<String, Object> what) {
		boolean allowed = this.accessRights.mayReadValues(user);
		Map<String, Object> data = new HashMap<>(what);
		data.put("outcome", allowed ? "ALLOWED" : "DENIED");
		this.auditTrail.record(user, AuditTypes.VALUE_VIEW, data);
		if (!allowed) {
			throw new AccessDeniedException("This needs the right to see values");
		}
	}

}
