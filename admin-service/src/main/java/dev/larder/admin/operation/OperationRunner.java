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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.fanout.FanOut;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.store.StoreUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does operations, step by step, and records what each target did as soon as it has.
 * <p>
 * Whoever looks at an operation sees the truth, whenever the service ends: a target is
 * marked as being told before it is told. The instance that does an operation says so
 * every few seconds; an operation nobody says it of has been interrupted, and then what
 * was being told is unknown and the rest was not told.
 */
@Component
class OperationRunner implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(OperationRunner.class);

	private static final int MAX_RUNNING = 50;

	/**
	 * Several times the interval of the heartbeat, for a slow database or a pause of the
	 * garbage collector.
	 */
	private static final Duration ABANDONED_AFTER = Duration.ofSeconds(15);

	/**
	 * How much longer than it may a task takes to notice that its time is over.
	 */
	private static final Duration GRACE = Duration.ofMinutes(1);

	private final OperationStore store;

	private final OperationTargetStore targets;

	private final OperationHeartbeats heartbeats;

	private final FanOut fanOut;

	private final Duration maxDuration;

	private final boolean alone;

	private final Instant startedAt = Instant.now();

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("operations-");

	private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

	OperationRunner(OperationStore store, OperationTargetStore targets, OperationHeartbeats heartbeats,
			StoreUse storeUse, FanOut fanOut, AdminProperties properties) {
		this.store = store;
		this.targets = targets;
		this.heartbeats = heartbeats;
		this.alone = storeUse.exclusive();
		this.fanOut = fanOut;
		this.maxDuration = properties.operations().maxDuration();
		this.executor.setDaemon(true);
	}

	/**
	 * Requires that another operation may begin.
	 * @throws ApiException if too many are being done
	 */
	void requireCapacity() {
		if (this.running.size() >= MAX_RUNNING) {
			throw new ApiException(ProblemCode.TARGET_BUSY,
					MAX_RUNNING + " operations are being done; wait until one has ended");
		}
	}

	/**
	 * Begins to do an operation, which is in the store as running.
	 * @param operation the operation
	 * @param plan what to do; its tasks are the results of the operation, in this order
	 * @param ended is called with the operation once it has ended, on another thread
	 * @return completes once it has ended and been recorded
	 */
	CompletableFuture<Void> run(Operation operation, OperationPlan plan, Consumer<OperationState> ended) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.running.put(operation.id(), done);
		this.executor.execute(() -> {
			try {
				ended.accept(execute(operation, plan));
			}
			catch (Throwable ex) {
				// The heartbeat ends, and with it the operation
				logger.error("The operation {} failed", operation.id(), ex);
			}
			finally {
				this.running.remove(operation.id());
				done.complete(null);
			}
		});
		return done;
	}

	private OperationState execute(Operation operation, OperationPlan plan) {
		List<Answer<TargetOutcome>> results = new ArrayList<>();
		for (OperationStep step : plan.steps()) {
			int first = results.size();
			List<Numbered> tasks = new ArrayList<>();
			for (OperationTask task : step.tasks()) {
				tasks.add(new Numbered(first + tasks.size(), task));
			}
			FanOut.AnswerListener<TargetOutcome> recorder = (index, answer) -> this.targets.end(operation.id(),
					first + index, answer);
			Answers<TargetOutcome> answers = step.isLasting()
					? this.fanOut.tell(tasks, Numbered::target, (task) -> execute(operation, task),
							this.maxDuration.plus(GRACE), recorder)
					: this.fanOut.tell(tasks, Numbered::target, (task) -> execute(operation, task), recorder);
			for (Answer<TargetOutcome> answer : answers.results()) {
				if (answer.state() == AnswerState.UNKNOWN) {
					this.targets.end(operation.id(), results.size(), answer);
				}
				results.add(answer);
			}
		}
		return OperationState.of(AnswerSummary.of(results), operation.dryRun());
	}

	private TargetOutcome execute(Operation operation, Numbered task) {
		if (!this.targets.begin(operation.id(), task.ordinal())) {
			throw new ApiException(ProblemCode.OPERATION_CANCELLED,
					"The operation was cancelled before " + task.target() + " was told");
		}
		RecordedProgress progress = new RecordedProgress(this.store, this.targets, operation.id(), task.ordinal(),
				this.maxDuration);
		try {
			return (operation.dryRun() ? task.task().preview() : task.task().execution()).apply(progress);
		}
		catch (ApiException ex) {
			progress.recordLast();
			throw ex;
		}
	}

	@Scheduled(fixedDelay = 3000)
	void beat() {
		try {
			this.heartbeats.beat(this.running.keySet(), Instant.now());
		}
		catch (DataAccessException ex) {
			logger.warn("The database does not answer, so that operations may seem interrupted: {}", ex.toString());
		}
	}

	/**
	 * Ends the operations that nobody does any more. Where no other instance of the
	 * service can do one, those that were begun before this one started are known to be
	 * such.
	 * @return their ids
	 */
	List<String> interruptAbandoned() {
		Instant now = Instant.now();
		Instant silent = now.minus(ABANDONED_AFTER);
		Instant before = (this.alone && this.startedAt.isAfter(silent)) ? this.startedAt : silent;
		return this.heartbeats.abandoned(before)
			.stream()
			.filter((id) -> this.heartbeats.interrupt(id, before, now))
			.toList();
	}

	/**
	 * Ends nothing: what is being told is not known to have been done, which the next
	 * start will say.
	 */
	@Override
	public void destroy() {
		this.executor.close();
	}

	/**
	 * A task and its number in the operation.
	 */
	private record Numbered(int ordinal, OperationTask task) {

		String target() {
			return this.task.target();
		}

	}

}
