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

import java.util.Map;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Lets pass what a user may do, and means. Who may not, and what was not confirmed, is
 * recorded. Safe for use by several threads.
 */
@Component
class OperationGuard {

	private final AccessRights accessRights;

	private final OperationAudit audit;

	private final boolean reasonRequired;

	OperationGuard(AccessRights accessRights, OperationAudit audit, AdminProperties properties) {
		this.accessRights = accessRights;
		this.audit = audit;
		this.reasonRequired = properties.operations().reasonRequired();
	}

	/**
	 * Requires the role that a request needs.
	 * @param request the request
	 * @param user who made it
	 * @throws AccessDeniedException if the user does not have it
	 */
	void requireRole(OperationRequest request, Authentication user) {
		try {
			this.accessRights.require(user, request.type().role());
		}
		catch (AccessDeniedException ex) {
			this.audit.recordRefusal(request, user, "DENIED", Map.of());
			throw ex;
		}
	}

	/**
	 * Requires that what will be done is what the user has seen, explained and confirmed.
	 * @param request the request
	 * @param plan what will be done
	 * @param user who made the request
	 * @throws ApiException if it is not
	 */
	void requireIntent(OperationRequest request, OperationPlan plan, Authentication user) {
		if (request.planId() != null && !request.planId().equals(plan.id())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The targets are not those of the plan any more; make a new dry run");
		}
		if (this.reasonRequired && (request.reason() == null || request.reason().isBlank())) {
			throw new ApiException(ProblemCode.REASON_MISSING,
					"Say why, with \"reason\": this service is set up to want to know");
		}
		String confirmation = plan.confirmation();
		if (confirmation != null && !confirmation.equals(request.confirm())) {
			this.audit.recordRefusal(request, user, "UNCONFIRMED", plan.target());
			throw new ApiException(ProblemCode.CONFIRMATION_MISMATCH,
					"This cannot be undone: repeat the request with \"confirm\":\"" + confirmation
							+ "\" if you mean it",
					Map.of("confirmation", confirmation), null);
		}
	}

}
