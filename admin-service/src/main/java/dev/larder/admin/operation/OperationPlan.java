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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.larder.admin.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose targets are known to exist.
 *
 * @param type the type of the operation
 * @param target what it is done to, names by kind, without keys
 * @param confirmation what the user must type before it is done, or {@code null} if
 * nothing need be typed
 * @param steps what is done, in this order
 */
record OperationPlan(OperationType type, Map<String, Object> target, @Nullable String confirmation,
		List<OperationStep> steps) {

	OperationPlan {
		steps = List.copyOf(steps);
	}

	/**
	 * Returns what tells this plan from one with other targets.
	 * @return a digest of what is done to which targets in which order
	 */
	String id() {
		StringBuilder text = new StringBuilder(this.type.name());
		new TreeMap<>(this.target).forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
		for (OperationStep step : this.steps) {
			text.append("\n--");
			step.tasks().forEach((task) -> text.append('\n').append(task.target()));
		}
		return Sha256.of(text.toString()).hex();
	}

	/**
	 * Returns whether it may take its time, to plan as well as to do.
	 */
	boolean isLasting() {
		return this.steps.stream().anyMatch(OperationStep::isLasting);
	}

	List<OperationTask> tasks() {
		return this.steps.stream().flatMap((step) -> step.tasks().stream()).toList();
	}

	/**
	 * Returns what is left to do. What depends on something that is done again is done
	 * again as well.
	 * @param done the targets that have done it
	 * @return the plan of the others
	 */
	OperationPlan without(Set<String> done) {
		List<OperationStep> left = new ArrayList<>();
		boolean again = false;
		for (OperationStep step : this.steps) {
			OperationStep rest = (again && step.dependent()) ? step
					: step.withTasks(step.tasks().stream().filter((task) -> !done.contains(task.target())).toList());
			left.add(rest);
			again = again || !rest.tasks().isEmpty();
		}
		return new OperationPlan(this.type, this.target, this.confirmation, left);
	}

}
