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

import java.util.List;

/**
 * Part of an operation. The targets of a step are told at the same time, and after those
 * of the steps before it.
 *
 * @param tasks what is done to each target
 * @param dependent whether it has to be done again when something before it is
 */
record OperationStep(List<OperationTask> tasks, boolean dependent) {

	OperationStep {
		tasks = List.copyOf(tasks);
	}

	/**
	 * Creates a step that depends on no other.
	 */
	OperationStep(List<OperationTask> tasks) {
		this(tasks, false);
	}

	/**
	 * Creates a step that depends on those before it, as that which drops copies does on
	 * that which changes what they are made of.
	 */
	static OperationStep dependent(List<OperationTask> tasks) {
		return new OperationStep(tasks, true);
	}

	OperationStep withTasks(List<OperationTask> tasks) {
		return new OperationStep(tasks, this.dependent);
	}

	/**
	 * Returns whether a task of the step may take its time.
	 */
	boolean isLasting() {
		return this.tasks.stream().anyMatch(OperationTask::lasting);
	}

}
