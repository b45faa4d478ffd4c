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

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AdminRole;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The texts of the keys that the latest operations were about, for those who may look
 * keys up. They may be personal data, so that only the memory of this instance of the
 * service has them: in the database and the audit events there are digests. Safe for use
 * by several threads.
 */
@Component
class OperationKeys {

	static final int MAX_KEPT = 500;

	private final AccessRights rights;

	private final Map<String, Map<String, Object>> texts = new LinkedHashMap<>();

	OperationKeys(AccessRights rights) {
		this.rights = rights;
	}

	/**
	 * Remembers the texts of an operation.
	 */
	void remember(String id, OperationTarget target) {
		Map<String, Object> named = new LinkedHashMap<>();
		if (target.key() != null) {
			named.put("key", target.key());
		}
		if (target.keyBase64() != null) {
			named.put("keyBase64", target.keyBase64());
		}
		if (target.prefix() != null) {
			named.put("prefix", target.prefix());
		}
		if (!named.isEmpty()) {
			synchronized (this.texts) {
				this.texts.put(id, named);
				if (this.texts.size() > MAX_KEPT) {
					Iterator<String> eldest = this.texts.keySet().iterator();
					eldest.next();
					eldest.remove();
				}
			}
		}
	}

	/**
	 * Returns an operation as whoever is served by the current thread may see it.
	 */
	Operation reveal(Operation operation) {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		if (user == null || !this.rights.has(user, AdminRole.OPERATOR)) {
			return operation;
		}
		Map<String, Object> named;
		synchronized (this.texts) {
			named = this.texts.getOrDefault(operation.id(), Map.of());
		}
		return operation.named(named);
	}

}
