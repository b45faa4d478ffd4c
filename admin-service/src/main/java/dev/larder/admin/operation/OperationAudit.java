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

import java.util.LinkedHashMap;
import java.util.Map;

import dev.larder.admin.audit.AuditTrail;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Records operations in the audit trail: what was asked for, and what came of it.
 */
@Component
class OperationAudit {

	private final AuditTrail auditTrail;

	OperationAudit(AuditTrail auditTrail) {
		this.auditTrail = auditTrail;
	}

	void record(Authentication user, Operation operation, String outcome) {
		this.auditTrail.record(user, operation.type().name(), data(operation, outcome));
	}

	/**
	 * Records what nobody asked for, such as an interruption.
	 */
	void recordSystem(Operation operation, String outcome) {
		this.auditTrail.recordSystem(operation.type().name(), data(operation, outcome));
	}

	/**
	 * Records an operation that was not begun.
	 * @param request what was asked for
	 * @param user by whom
	 * @param outcome why it was not begun
	 * @param target the target, as far as the user may know of it
	 */
	void recordRefusal(OperationRequest request, Authentication user, String outcome, Map<String, Object> target) {
		Map<String, Object> data = new LinkedHashMap<>(target);
		data.put("outcome", outcome);
		data.put("dryRun", request.dryRun());
		this.auditTrail.record(user, request.type().name(), data);
	}

	private static Map<String, Object> data(Operation operation, String outcome) {
		Map<String, Object> data = new LinkedHashMap<>(operation.target());
		data.put("operation", operation.id());
		if (operation.reason() != null) {
			data.put("reason", operation.reason());
		}
		if (operation.retryOf() != null) {
			data.put("retryOf", operation.retryOf());
		}
		data.put("targets", operation.summary().targets());
		data.put("ok", operation.summary().ok());
		data.put("outcome", outcome);
		data.put("dryRun", operation.dryRun());
		return data;
	}

}
