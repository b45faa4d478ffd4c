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
import java.util.Map;

import dev.larder.admin.access.AccessScope;
import dev.larder.admin.access.CurrentScope;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.store.Cursors;
import dev.larder.admin.store.PageSize;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The operations whose targets are in the scope of whoever asks: one that is not is
 * answered like one that does not exist. Safe for use by several threads.
 */
@Component
public class VisibleOperations {

	private static final int MAX_EXAMINED = 1000;

	private static final String CURSOR = "operations";

	private static final int MAX_PAGE_SIZE = 200;

	private final OperationStore store;

	private final OperationKeys keys;

	private final CurrentScope scope;

	private final Cursors cursors;

	VisibleOperations(OperationStore store, OperationKeys keys, CurrentScope scope, Cursors cursors) {
		this.store = store;
		this.keys = keys;
		this.scope = scope;
		this.cursors = cursors;
	}

	/**
	 * Returns an operation.
	 * @param id its id
	 * @return the operation
	 * @throws ApiException if there is none, or its target is out of the user's scope
	 */
	public Operation find(String id) {
		return this.keys.reveal(recorded(id));
	}

	/**
	 * Returns an operation as it is recorded, without the text of a key.
	 * @param id its id
	 * @return the operation
	 * @throws ApiException as of {@link #find(String)}
	 */
	Operation recorded(String id) {
		AccessScope visible = this.scope.get();
		return this.store.find(id)
			.filter((operation) -> isIn(visible, operation))
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_OPERATION,
					"There is no operation '" + id + "', or not any more"));
	}

	/**
	 * Returns some operations.
	 * @param dryRun whether those that were only planned, or {@code null} for all
	 * @param cursor where the former ones ended, or {@code null} to begin with the newest
	 * @param limit how many at most
	 * @return the operations, newest first
	 * @throws ApiException if the cursor is not one of this service
	 */
	public OperationList list(@Nullable Boolean dryRun, @Nullable String cursor, int limit) {
		int size = PageSize.of(limit, MAX_PAGE_SIZE);
		Page page = newest(dryRun, (cursor != null) ? position(cursor) : null, size);
		OperationStore.Position last = page.next();
		return new OperationList(page.operations(),
				(last != null) ? this.cursors.write(CURSOR, last.startedAt() + " " + last.id()) : null);
	}

	private OperationStore.Position position(String cursor) {
		String position = this.cursors.read(CURSOR, cursor);
		int blank = position.indexOf(' ');
		return new OperationStore.Position(Instant.parse(position.substring(0, blank)), position.substring(blank + 1));
	}

	/**
	 * Returns the newest operations of those before one, as far as their targets are in
	 * the user's scope.
	 * @param dryRun whether those that were only planned, or {@code null} for all
	 * @param before the operation, or {@code null} to begin with the newest
	 * @param size how many at most; fewer if many others lie between
	 * @return the operations, newest first
	 */
	Page newest(@Nullable Boolean dryRun, OperationStore.@Nullable Position before, int size) {
		AccessScope visible = this.scope.get();
		List<Operation> found = new ArrayList<>();
		OperationStore.Position position = before;
		for (int examined = 0; examined < MAX_EXAMINED; examined += size) {
			List<Operation> next = this.store.newest(dryRun, position, size + 1);
			for (Operation operation : next) {
				position = OperationStore.Position.of(operation);
				if (isIn(visible, operation)) {
					if (found.size() == size) {
						return new Page(found, OperationStore.Position.of(found.get(size - 1)));
					}
					found.add(this.keys.reveal(operation));
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

	/**
	 * Returns in short what was done lately.
	 * @param limit how many at most
	 * @return the operations, newest first
	 */
	public List<OperationSummary> latest(int limit) {
		return newest(false, null, limit).operations().stream().map(OperationSummary::of).toList();
	}

	/**
	 * Some operations.
	 *
	 * @param operations the operations, newest first
	 * @param next the last of them, or that was looked at, if there are older ones
	 */
	record Page(List<Operation> operations, OperationStore.@Nullable Position next) {
	}

	/**
	 * An operation without what each target did.
	 *
	 * @param id its id
	 * @param type what was done
	 * @param state how it went
	 * @param target to what it was done
	 * @param requestedBy who did it
	 * @param startedAt when it began
	 * @param finishedAt when it ended
	 */
	public record OperationSummary(String id, OperationType type, OperationState state, Map<String, Object> target,
			String requestedBy, Instant startedAt, @Nullable Instant finishedAt) {

		private static OperationSummary of(Operation operation) {
			return new OperationSummary(operation.id(), operation.type(), operation.state(), operation.target(),
					operation.requestedBy(), operation.startedAt(), operation.finishedAt());
		}

	}

}
