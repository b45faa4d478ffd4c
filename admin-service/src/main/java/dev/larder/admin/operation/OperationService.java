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

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.fanout.Answers;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/**
 * Does what users ask for: checks that they may, and that they mean it, and records both
 * the intention and the outcome.
 */
@Service
class OperationService {

	private final Map<OperationType, OperationPlanner> planners = new EnumMap<>(OperationType.class);

	private final OperationHistory history;

	private final AccessRights accessRights;

	private final AuditTrail auditTrail;

	OperationService(List<OperationPlanner> planners, OperationHistory history, AccessRights accessRights,
			AuditTrail auditTrail) {
		planners.forEach((planner) -> this.planners.put(planner.type(), planner));
		this.history = history;
		this.accessRights = accessRights;
		this.auditTrail = auditTrail;
	}

	/**
	 * Does something, or plans it.
	 * @param request what
	 * @param user for whom
	 * @return what was done
	 * @throws AccessDeniedException if the user may not do it
	 * @throws ApiException if there is no such target, or the confirmation is wrong
	 */
	Operation submit(OperationRequest request, Authentication user) {
		requireRole(request, user);
		OperationPlanner planner = this.planners.get(request.type());
		if (planner == null) {
			throw new IllegalStateException("Nothing plans " + request.type());
		}
		OperationPlan plan = planner.plan(request.target());
		if (!request.dryRun()) {
			requireConfirmation(request, plan, user);
		}
		String id = UUID.randomUUID().toString();
		Instant startedAt = Instant.now();
		if (!request.dryRun()) {
			audit(user, request, "INTENT", with(plan, request, id));
		}
		Answers<TargetOutcome> answers = request.dryRun() ? plan.preview() : plan.execute();
		OperationState state = request.dryRun() ? OperationState.PLANNED : OperationState.of(answers.summary());
		Operation operation = new Operation(id, request.type(), state, request.dryRun(), plan.target(),
				plan.confirmation(), user.getName(), request.reason(), startedAt, Instant.now(), answers.summary(),
				answers.results());
		this.history.add(operation);
		Map<String, Object> data = with(plan, request, id);
		data.put("targets", answers.summary().targets());
		data.put("ok", answers.summary().ok());
		audit(user, request, state.name(), data);
		return operation;
	}

	private void requireRole(OperationRequest request, Authentication user) {
		try {
			this.accessRights.require(user, request.type().role());
		}
		catch (AccessDeniedException ex) {
			audit(user, request, "DENIED", new LinkedHashMap<>());
			throw ex;
		}
	}

	private void requireConfirmation(OperationRequest request, OperationPlan plan, Authentication user) {
		String confirmation = plan.confirmation();
		if (confirmation == null || confirmation.equals(request.confirm())) {
			return;
		}
		audit(user, request, "UNCONFIRMED", new LinkedHashMap<>(plan.target()));
		throw new ApiException(ProblemCode.CONFIRMATION_MISMATCH,
				"This cannot be undone: repeat the request with \"confirm\":\"" + confirmation + "\" if you mean it",
				Map.of("confirmation", confirmation), null);
	}

	private static Map<String, Object> with(OperationPlan plan, OperationRequest request, String id) {
		Map<String, Object> data = new LinkedHashMap<>(plan.target());
		data.put("operation", id);
		if (request.reason() != null) {
			data.put("reason", request.reason());
		}
		return data;
	}

	private void audit(Authentication user, OperationRequest request, String outcome, Map<String, Object> data) {
		data.put("outcome", outcome);
		data.put("dryRun", request.dryRun());
		this.auditTrail.record(user, request.type().name(), data);
	}

}
