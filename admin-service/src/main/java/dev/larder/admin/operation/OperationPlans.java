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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Component;

/**
 * Plans operations of all types. Safe for use by several threads.
 */
@Component
class OperationPlans {

	private final Map<OperationType, OperationPlanner> planners = new EnumMap<>(OperationType.class);

	private final VisibleOperations operations;

	OperationPlans(List<OperationPlanner> planners, VisibleOperations operations) {
		planners.forEach((planner) -> this.planners.put(planner.type(), planner));
		this.operations = operations;
	}

	/**
	 * Plans what a request asks for, without the targets that have done it if it repeats
	 * an operation.
	 * @param request the request
	 * @return the plan
	 * @throws ApiException if there is no such target, or what is repeated was something
	 * else
	 */
	OperationPlan plan(OperationRequest request) {
		OperationPlan plan = plan(request.type(), request.target());
		return (request.retryOf() != null) ? withoutDone(plan, request.retryOf()) : plan;
	}

	/**
	 * Plans an operation.
	 * @param type what is to be done
	 * @param target to what
	 * @return the plan
	 * @throws ApiException if there is no such target
	 */
	OperationPlan plan(OperationType type, OperationTarget target) {
		OperationPlanner planner = this.planners.get(type);
		if (planner == null) {
			throw new IllegalStateException("Nothing plans " + type);
		}
		return planner.plan(target);
	}

	private OperationPlan withoutDone(OperationPlan plan, String id) {
		Operation earlier = this.operations.recorded(id);
		if (earlier.type() != plan.type() || !earlier.target().equals(plan.target())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The operation '" + id + "' was another one, or had other targets");
		}
		return plan.without(earlier.results()
			.stream()
			.filter((result) -> result.state() == AnswerState.OK)
			.map(Answer::target)
			.collect(Collectors.toSet()));
	}

}
