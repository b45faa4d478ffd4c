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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.larder.admin.access.AccessRights;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what users ask for, and records both the intention and the outcome. What cannot be
 * recorded is not done.
 */
@Service
public class OperationService {

	private final OperationPlans plans;

	private final OperationGuard guard;

	private final OperationStore store;

	private final OperationTargetStore targets;

	private final OperationRunner runner;

	private final FanOut fanOut;

	private final AccessRights accessRights;

	private final VisibleOperations operations;

	private final IdempotencyKeyStore keys;

	private final OperationKeys texts;

	private final OperationAudit audit;

	private final TransactionTemplate transaction;

	private final boolean approvalRequired;

	OperationService(OperationPlans plans, OperationGuard guard, OperationStore store, OperationTargetStore targets,
			IdempotencyKeyStore keys, OperationKeys texts, VisibleOperations operations, OperationRunner runner,
			FanOut fanOut, AccessRights accessRights, OperationAudit audit,
			PlatformTransactionManager transactionManager, AdminProperties properties) {
		this.plans = plans;
		this.guard = guard;
		this.store = store;
		this.targets = targets;
		this.runner = runner;
		this.fanOut = fanOut;
		this.accessRights = accessRights;
		this.operations = operations;
		this.keys = keys;
		this.texts = texts;
		this.audit = audit;
		this.transaction = new TransactionTemplate(transactionManager);
		this.approvalRequired = properties.operations().approvalRequired();
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
	public Submission submit(OperationRequest request, @Nullable IdempotencyKey key, Authentication user) {
		this.guard.requireRole(request, user);
		Optional<String> earlier = (key != null) ? this.keys.operation(key) : Optional.empty();
		if (earlier.isPresent()) {
			return Submission.done(earlier.get());
		}
		OperationPlan plan = this.plans.plan(request);
		if (!request.dryRun()) {
			this.guard.requireIntent(request, plan, user);
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
				return Submission.done(this.keys.operation(key).orElseThrow(() -> ex));
			}
			throw ex;
		}
	}

	/**
	 * Begins to do what a dry run has planned, once however often that is asked for.
	 * @param preview the id of the dry run, which the user has asked for
	 * @param request what was planned; its {@code planId} is that of the dry run,
	 * whatever it says
	 * @param user for whom
	 * @return what was begun, now or before
	 * @throws ApiException if there is no such dry run, and as of
	 * {@link #submit(OperationRequest, IdempotencyKey, Authentication)}
	 */
	public Submission confirm(String preview, OperationRequest request, Authentication user) {
		this.guard.requireRole(request, user);
		Operation plan = this.store.find(preview)
			.filter((operation) -> operation.dryRun() && operation.type() == request.type()
					&& operation.requestedBy().equals(user.getName()))
			.orElseThrow(() -> new ApiException(ProblemCode.PLAN_CHANGED,
					"There is no such plan of yours, or not any more; make a new one"));
		return submit(request.of(plan.planId()), keyOf(plan), user);
	}

	/**
	 * Returns the operation that has done what a dry run planned.
	 * @param plan the dry run
	 * @return the id of the operation, empty if nothing was done
	 */
	public Optional<String> executionOf(Operation plan) {
		return plan.dryRun() ? this.keys.operation(keyOf(plan)) : Optional.empty();
	}

	private static IdempotencyKey keyOf(Operation plan) {
		return IdempotencyKey.of(plan.requestedBy(), "preview " + plan.id(), plan.planId());
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
			this.audit.record(user, operation, state.name());
		});
		this.texts.remember(operation.id(), request.target());
		return Submission.done(operation.id());
	}

	private Submission execute(OperationRequest request, OperationPlan plan, @Nullable IdempotencyKey key,
			Authentication user) {
		boolean approval = this.approvalRequired && request.type().isFlush() && !request.dryRun();
		Operation operation = operation(request, plan,
				approval ? OperationState.AWAITING_APPROVAL : OperationState.RUNNING, user);
		this.transaction.executeWithoutResult((status) -> {
			add(operation, key);
			this.audit.record(user, operation, approval ? operation.state().name() : "INTENT");
		});
		this.texts.remember(operation.id(), request.target());
		return approval ? Submission.done(operation.id()) : new Submission(operation.id(), run(operation, plan, user));
	}

	private CompletableFuture<Void> run(Operation operation, OperationPlan plan, Authentication user) {
		return this.runner.run(operation, plan, (state) -> this.transaction.executeWithoutResult((status) -> {
			if (this.store.finish(operation.id(), state, Instant.now())) {
				this.store.find(operation.id()).ifPresent((ended) -> this.audit.record(user, ended, state.name()));
			}
		}));
	}

	private void add(Operation operation, @Nullable IdempotencyKey key) {
		this.store.add(operation);
		if (key != null) {
			this.keys.add(key, operation.id());
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
	public Submission approve(String id, Authentication user) {
		Operation operation = this.operations.recorded(id);
		this.accessRights.require(user, operation.type().role());
		if (operation.state() != OperationState.AWAITING_APPROVAL) {
			throw new ApiException(ProblemCode.APPROVAL_REFUSED, "The operation does not await approval");
		}
		if (operation.requestedBy().equals(user.getName())) {
			throw new ApiException(ProblemCode.APPROVAL_REFUSED,
					"The operation needs the approval of somebody else than " + user.getName());
		}
		OperationPlan plan = this.plans.plan(operation.type(), OperationTarget.ofFlush(operation.target()));
		if (!plan.id().equals(operation.planId())) {
			throw new ApiException(ProblemCode.PLAN_CHANGED,
					"The targets have changed since the operation was asked for; ask for it again");
		}
		this.runner.requireCapacity();
		this.transaction.executeWithoutResult((status) -> {
			if (!this.store.approve(id, Instant.now())) {
				throw new ApiException(ProblemCode.APPROVAL_REFUSED, "The operation does not await approval any more");
			}
			this.audit.record(user, operation, "APPROVED");
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
	public Operation cancel(String id, Authentication user) {
		Operation operation = this.operations.recorded(id);
		this.accessRights.require(user, operation.type().role());
		this.transaction.executeWithoutResult((status) -> {
			if (!this.store.cancel(id, user.getName())) {
				throw new ApiException(ProblemCode.NOT_CANCELLABLE, "The operation has ended, or is cancelled already");
			}
			if (operation.state() == OperationState.AWAITING_APPROVAL) {
				this.store.finish(id, OperationState.CANCELLED, Instant.now());
				this.targets.change(id, AnswerState.PENDING, AnswerState.CANCELLED);
			}
			this.audit.record(user, operation, "CANCEL");
		});
		return this.operations.find(id);
	}

	/**
	 * An operation that was begun.
	 *
	 * @param id its id
	 * @param done completes once this instance of the service has nothing more to do for
	 * it
	 */
	public record Submission(String id, CompletableFuture<Void> done) {

		private static Submission done(String id) {
			return new Submission(id, CompletableFuture.completedFuture(null));
		}

		/**
		 * Waits until the operation has ended, or goes on without.
		 * @param wait how long at most
		 */
		public void await(Duration wait) {
			try {
				this.done.get(wait.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				// Whoever looks at it sees how far it has come
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
