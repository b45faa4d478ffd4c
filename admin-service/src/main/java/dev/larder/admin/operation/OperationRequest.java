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

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Something to do.
 *
 * @param type what
 * @param target to what
 * @param dryRun whether only to tell what would be done
 * @param planId the plan the dry run named: it is refused if the targets have changed
 * @param confirm the name the dry run asks for, if it does
 * @param reason why, for the audit events
 * @param retryOf an earlier operation on the same target: only those of its targets are
 * told that did not do it then
 */
public record OperationRequest(@NotNull OperationType type, @NotNull OperationTarget target, @NotNull Boolean dryRun,
		@Nullable @Size(max = 64) String planId, @Nullable @Size(max = 200) String confirm,
		@Nullable @Size(max = 500) String reason, @Nullable @Size(max = 36) String retryOf) {

	/**
	 * Returns the same request, for a plan.
	 */
	OperationRequest of(String planId) {
		return new OperationRequest(this.type, this.target, this.dryRun, planId, this.confirm, this.reason,
				this.retryOf);
	}
}
