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
import java.util.List;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.admin.stream.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far an operation has come: everything at first, and then which targets have
 * changed.
 */
final class OperationEvents implements EventSource {

	private final VisibleOperations operations;

	private final String id;

	private List<Answer<TargetOutcome>> told = List.of();

	private @Nullable OperationState state;

	OperationEvents(VisibleOperations operations, String id) {
		this.operations = operations;
		this.id = id;
	}

	@Override
	public News next() {
		Operation operation = this.operations.find(this.id);
		List<Answer<TargetOutcome>> results = operation.results();
		List<Answer<TargetOutcome>> changed = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			if (i >= this.told.size() || !results.get(i).equals(this.told.get(i))) {
				changed.add(results.get(i));
			}
		}
		boolean nothing = changed.isEmpty() && operation.state() == this.state;
		this.told = results;
		this.state = operation.state();
		return new News(nothing ? null : new OperationProgress(operation.id(), operation.state(),
				operation.cancelledBy(), operation.finishedAt(), operation.summary(), changed),
				operation.state().isFinal());
	}

	/**
	 * How far an operation has come.
	 *
	 * @param id its id
	 * @param state how it goes
	 * @param cancelledBy who cancelled it
	 * @param finishedAt when it ended
	 * @param summary how many targets did it
	 * @param results what each target did that has changed since the last event
	 */
	record OperationProgress(String id, OperationState state, @Nullable String cancelledBy,
			@Nullable Instant finishedAt, AnswerSummary summary, List<Answer<TargetOutcome>> results) {

	}

}
