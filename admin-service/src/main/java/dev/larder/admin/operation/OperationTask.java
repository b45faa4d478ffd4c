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

import java.util.function.Function;
import java.util.function.Supplier;

import dev.larder.admin.problem.ApiException;

/**
 * What an operation does to one target. Both functions throw an {@link ApiException} on
 * failure.
 *
 * @param target the target's id
 * @param preview finds out what would be done
 * @param execution does it; may be repeated without harm
 * @param lasting whether either may take its time, and tells how far it has come
 */
record OperationTask(String target, Function<TaskProgress, TargetOutcome> preview,
		Function<TaskProgress, TargetOutcome> execution, boolean lasting) {

	/**
	 * Creates a task that is soon done.
	 */
	OperationTask(String target, Supplier<TargetOutcome> preview, Supplier<TargetOutcome> execution) {
		this(target, (progress) -> preview.get(), (progress) -> execution.get(), false);
	}

	/**
	 * Creates a task that may take its time.
	 */
	static OperationTask lasting(String target, Function<TaskProgress, TargetOutcome> preview,
			Function<TaskProgress, TargetOutcome> execution) {
		return new OperationTask(target, preview, execution, true);
	}

}
