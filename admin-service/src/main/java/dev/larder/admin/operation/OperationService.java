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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.audit.AuditTrail;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what users ask for: checks that they may, and that they mean it, and records both
 * the intention and the outcome. What cannot be recorded is not done.
 */
@Service
class OperationService {

	private static final Logger logger = LoggerFactory.getLogger(OperationService.class);

	private static final int MAX_EXAMINED = 1000;

	private final Map<OperationType, OperationPlanner> planners = new EnumMap<>(OperationType.class);

	private final OperationStore store;

	private final OperationRunner runner;

	private final FanOut fanOut;

	private final AccessRights accessRights;

	private final CurrentScope scope;

	private final AuditTrail auditTrail;

	private final TransactionTemplate transaction;

	private final AdminProperties.Operations settings;

	OperationService(List<OperationPlanner> planners, OperationStore store, OperationRunner runner, FanOut fanOut,
			AccessRights accessRights, CurrentScope scope, AuditTrail auditTrail,
			PlatformTransactionManager transactionManager, AdminProperties properties) {
		planners.forEach((planner) -> this.planners.put(planner.type(), planner));
		this.store = store;
		this.runner = runner;
		this.fanOut = fanOut;
		this.accessRights = accessRights;
		this.scope = scope;
		this.auditTrail = auditTrail;
		this.transaction = new TransactionTemplate(transactionManager);
		this.settings = properties.operations();
	}

	/**
	 * Begins to do something, or plans it.
	 * @param request what
	 * @param key tells whether the request is a repeated one, or {@code null} if it is
	 * none
	 * @param user for whom
	 * @return what was begun
	 * @throws AccessDeniedException if the user may not do it
	 * @throws ApiException if there is no such target, or the confirmation is wrong
	 */
	Submission submit(OperationRequest request, @Nullable IdempotencyKey key, Authentication user) {
		requireRole(request, user);
		Optional<Operation> earlier = (key != null) ? earlier(key) : Optional.empty();
		if (earlier.isPresent()) {
			return new Submission(earlier.get().id(), CompletableFuture.completedFuture(null));
		}
		OperationPlan plan = plan(request.type(), request.target());
		if (request.retryOf() != null) {
			plan = withoutDone(plan, request.retryOf());
		}
		if (!request.dryRun()) {
			requirePlan(request, plan);
			requireReason(request);
			requireConfirmation(request, plan, user);
		}
		boolean atOnce = request.dryRun() && !plan.isLasting();
		if (!atOnce) {
			this.runner.requireCapacity();
		}
		try {
			return atOnce ? preview(request, plan, key, user) : execute(request, plan, key, user);
		}
		catch (DuplicateKeyException ex) {
			// The same request came twice at the same time
			if (key != null) {
				Operation first = earlier(key).orElseThrow(() -> ex);
				return new Submission(first.id(), CompletableFuture.completedFuture(null));
			}
			throw ex;
		}
	}

	private Optional<Operation> earlier(IdempotencyKey key) {
		return this.store.findKey(key).map((known) -> {
			if (!known.requestDigest().equals(key.requestDigest())) {
				throw new ApiException(ProblemCode.IDEMPOTENCY_KEY_REUSED,
						"This idempotency key was used for another request; take a new one");
			}
			return find(known.operation());
		});
	}

	/**
	 * Returns an operation.
	 * @param id its id
	 * @return the operation
	 * @throws ApiException if there is none, or its target is out of the user's scope
	 */
	Operation find(String id) {
		AccessScope visible = this.scope.get();
		return this.store.find(id)
			.filter((operation) -> isIn(visible, operation))
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_OPERATION,
					"There is no operation '" + id + "', or not any more"));
	}

	/**
	 * Returns the newest operations of those before one, as far as their targets are in
	 * the user's scope.
	 * @param before the operation, or {@code null} to begin with the newest
	 * @param size how many at most; fewer if many others lie between
	 * @return the operations, newest first
	 */
	Page newest(OperationStore.@Nullable Position before, int size) {
		AccessScope visible = this.scope.get();
		List<Operation> found = new ArrayList<>();
		OperationStore.Position position = before;
		for (int examined = 0; examined < MAX_EXAMINED; examined += size) {
			List<Operation> next = this.store.newest(position, size + 1);
			for (Operation operation : next) {
				position = OperationStore.Position.of(operation);
				if (isIn(visible, operation)) {
					if (found.size() == size) {
						return new Page(found, OperationStore.Position.of(found.get(size - 1)));
					}
					found.add(operation);
				}
			}
			if (next.size() <= size) {
				return new Page(found, null);
			}
		}
		return new Page(found, position);
	}

	private static boolean isIn(AccessScope visible, Operation operation) {
		Object cluster = operation.target().get("cluster");
		Object application = operation.target().get("application");
		return (cluster == null || visible.includesCluster(String.valueOf(cluster)))
				&& (application == null || visible.includesApplication(String.valueOf(application)));
	}

	private OperationPlan plan(OperationType type, OperationTarget target) {
		OperationPlanner planner = this.planners.get(type);
		if (planner == null) {
			throw new IllegalStateException("Nothing plans " + type);
		}
		return planner.plan(target);
	}

	/**
	 * Leaves out the targets that have done it. What depends on something that is done
	 * again is done again as well.
	 */
	private OperationPlan withoutDone(OperationPlan plan, String id) {
		Operation earlier = find(id);
		if (earlier.type() != plan.type() || !earlier.target().equals(plan.target())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The operation '" + id + "' was another one, or had other targets");
		}
		Set<String> done = new HashSet<>();
		for (Answer<TargetOutcome> result : earlier.results()) {
			if (result.state() == AnswerState.OK) {
				done.add(result.target());
			}
		}
		List<OperationStep> steps = new ArrayList<>();
		boolean again = false;
		for (OperationStep step : plan.steps()) {
			OperationStep left = (again && step.dependent()) ? step
					: step.withTasks(step.tasks().stream().filter((task) -> !done.contains(task.target())).toList());
			steps.add(left);
			again = again || !left.tasks().isEmpty();
		}
		return new OperationPlan(plan.type(), plan.target(), plan.confirmation(), steps);
	}

	private Submission preview(OperationRequest request, OperationPlan plan, @Nullable IdempotencyKey key,
			Authentication user) {
		Operation begun = operation(request, plan, OperationState.RUNNING, user);
		Answers<TargetOutcome> answers = this.fanOut.ask(plan.tasks(), OperationTask::target,
				(task) -> task.preview().apply((soFar) -> {
				}));
		OperationState state = OperationState.of(answers.summary(), true);
		Operation operation = new Operation(begun.id(), begun.type(), state, true, begun.target(), begun.planId(),
				begun.confirmation(), begun.requestedBy(), begun.reason(), begun.retryOf(), null, begun.startedAt(),
				Instant.now(), answers.summary(), answers.results());
		this.transaction.executeWithoutResult((status) -> {
			add(operation, key);
			audit(user, operation, state.name());
		});
		return new Submission(operation.id(), CompletableFuture.completedFuture(null));
	}

	private Submission execute(OperationRequest request, OperationPlan plan, @Nullable IdempotencyKey key,
			Authentication user) {
		boolean approval = this.settings.approvalRequired() && request.type().isFlush() && !request.dryRun();
		Operation operation = operation(request, plan,
				approval ? OperationState.AWAITING_APPROVAL : OperationState.RUNNING, user);
		this.transaction.executeWithoutResult((status) -> {
			add(operation, key);
			audit(user, operation, approval ? operation.state().name() : "INTENT");
		});
		return new Submission(operation.id(),
				approval ? CompletableFuture.completedFuture(null) : run(operation, plan, user));
	}

	private CompletableFuture<Void> run(Operation operation, OperationPlan plan, Authentication user) {
		return this.runner.run(operation, plan, (state) -> this.transaction.executeWithoutResult((status) -> {
			if (this.store.finish(operation.id(), state, Instant.now())) {
				audit(user, find(operation.id()), state.name());
			}
		}));
	}

	private void add(Operation operation, @Nullable IdempotencyKey key) {
		this.store.add(operation);
		if (key != null) {
			this.store.addKey(key, operation.id());
		}
	}

	private static Operation operation(OperationRequest request, OperationPlan plan, OperationState state,
			Authentication user) {
		List<Answer<TargetOutcome>> results = plan.tasks()
			.stream()
			.map((task) -> new Answer<TargetOutcome>(task.target(), AnswerState.PENDING, 0, null, null))
			.toList();
		return new Operation(UUID.randomUUID().toString(), request.type(), state, request.dryRun(), plan.target(),
				plan.id(), plan.confirmation(), user.getName(), request.reason(), request.retryOf(), null,
				Instant.now(), null, AnswerSummary.of(results), results);
	}

	/**
	 * Has an operation be done that awaits a second administrator.
	 * @param id its id
	 * @param user the second administrator
	 * @return what was begun
	 * @throws ApiException if the operation does not await approval, or the user began it
	 */
	Submission approve(String id, Authentication user) {
		Operation operation = find(id);
		this.accessRights.require(user, operation.type().role());
		if (operation.state() != OperationState.AWAITING_APPROVAL) {
			throw new ApiException(ProblemCode.APPROVAL_REFUSED, "The operation does not await approval");
		}
		if (operation.requestedBy().equals(user.getName())) {
			throw new ApiException(ProblemCode.APPROVAL_REFUSED,
					"The operation needs the approval of somebody else than " + user.getName());
		}
		OperationPlan plan = plan(operation.type(), OperationTarget.ofFlush(operation.target()));
		if (!plan.id().equals(operation.planId())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The targets have changed since the operation was asked for; ask for it again");
		}
		this.runner.requireCapacity();
		this.transaction.executeWithoutResult((status) -> {
			if (!this.store.approve(id, Instant.now())) {
				throw new ApiException(ProblemCode.APPROVAL_REFUSED, "The operation does not await approval any more");
			}
			audit(user, operation, "APPROVED");
		});
		return new Submission(id, run(operation, plan, user));
	}

	/**
	 * Has the targets of an operation that have not been told yet be left alone.
	 * @param id its id
	 * @param user who wants that
	 * @return the operation
	 * @throws ApiException if it has ended
	 */
	Operation cancel(String id, Authentication user) {
		Operation operation = find(id);
		this.accessRights.require(user, operation.type().role());
		this.transaction.executeWithoutResult((status) -> {
			if (!this.store.cancel(id, user.getName())) {
				throw new ApiException(ProblemCode.NOT_CANCELLABLE, "The operation has ended, or is cancelled already");
			}
			if (operation.state() == OperationState.AWAITING_APPROVAL) {
				this.store.finish(id, OperationState.CANCELLED, Instant.now());
				this.store.change(id, AnswerState.PENDING, AnswerState.CANCELLED);
			}
			audit(user, operation, "CANCEL");
		});
		return find(id);
	}

	/**
	 * Says of the operations that nobody does any more that they were interrupted.
	 */
	@Scheduled(fixedDelay = 5000)
	void interruptAbandoned() {
		try {
			for (String id : this.runner.interruptAbandoned()) {
				Operation operation = find(id);
				this.auditTrail.recordSystem(operation.type().name(), data(operation, operation.state().name()));
			}
		}
		catch (DataAccessException ex) {
			logger.debug("The database does not answer", ex);
		}
	}

	/**
	 * Removes operations past their retention.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void prune() {
		try {
			int removed = this.store.prune(Instant.now().minus(this.settings.retention()), this.settings.maxCount());
			logger.debug("Removed {} operations past their retention", removed);
		}
		catch (DataAccessException ex) {
			logger.warn("Operations past their retention cannot be removed: {}", ex.toString());
		}
	}

	private void requireRole(OperationRequest request, Authentication user) {
		try {
			this.accessRights.require(user, request.type().role());
		}
		catch (AccessDeniedException ex) {
			refused(request, user, "DENIED", Map.of());
			throw ex;
		}
	}

	private static void requirePlan(OperationRequest request, OperationPlan plan) {
		if (request.planId() != null && !request.planId().equals(plan.id())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The targets are not those of the plan any more; make a new dry run");
		}
	}

	private void requireReason(OperationRequest request) {
		if (this.settings.reasonRequired() && (request.reason() == null || request.reason().isBlank())) {
			throw new ApiException(ProblemCode.REASON_MISSING,
					"Say why, with \"reason\": this service is set up to want to know");
		}
	}

	private void requireConfirmation(OperationRequest request, OperationPlan plan, Authentication user) {
		String confirmation = plan.confirmation();
		if (confirmation == null || confirmation.equals(request.confirm())) {
			return;
		}
		refused(request, user, "UNCONFIRMED", plan.target());
		throw new ApiException(ProblemCode.CONFIRMATION_MISMATCH,
				"This cannot be undone: repeat the request with \"confirm\":\"" + confirmation + "\" if you mean it",
				Map.of("confirmation", confirmation), null);
	}

	private void refused(OperationRequest request, Authentication user, String outcome, Map<String, Object> target) {
		Map<String, Object> data = new LinkedHashMap<>(target);
		data.put("outcome", outcome);
		data.put("dryRun", request.dryRun());
		this.auditTrail.record(user, request.type().name(), data);
	}

	private void audit(Authentication user, Operation operation, String outcome) {
		this.auditTrail.record(user, operation.type().name(), data(operation, outcome));
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

	/**
	 * An operation that was begun.
	 *
	 * @param id its id
	 * @param done completes once this instance of the service has nothing more to do for
	 * it
	 */
	record Submission(String id, CompletableFuture<Void> done) {
	}

	/**
	 * Some operations.
	 *
	 * @param operations the operations, newest first
	 * @param next the last of them, or that was looked at, if there are older ones
	 */
	record Page(List<Operation> operations, OperationStore.@Nullable Position next) {
	}

}
