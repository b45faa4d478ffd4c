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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

import org.springframework.stereotype.Component;

/**
 * Answers a repeated request with the operation of the first one. Keys belong to a user,
 * and the newest 1,000 are remembered, in memory. Safe for use by several threads.
 */
@Component
class IdempotencyKeys {

	private static final int CAPACITY = 1000;

	private final Map<Owner, Known> known = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Owner, Known> eldest) {
			return size() > CAPACITY;
		}

	};

	/**
	 * Runs an operation unless it was run before. A request that comes while the first
	 * one runs waits for it.
	 * @param user the user's name
	 * @param key the key the user gave
	 * @param request the request
	 * @param operation what to run
	 * @return the operation
	 * @throws ApiException if the key was used for another request
	 */
	Operation once(String user, String key, OperationRequest request, Supplier<Operation> operation) {
		Owner owner = new Owner(user, key);
		CompletableFuture<Operation> mine = new CompletableFuture<>();
		Known first = register(owner, new Known(request, mine));
		if (first.result() != mine) {
			if (!first.request().equals(request)) {
				throw new ApiException(ProblemCode.IDEMPOTENCY_KEY_REUSED,
						"This idempotency key was used for another request; take a new one");
			}
			return await(first.result());
		}
		return run(owner, mine, operation);
	}

	private Operation run(Owner owner, CompletableFuture<Operation> result, Supplier<Operation> operation) {
		try {
			Operation done = operation.get();
			result.complete(done);
			return done;
		}
		catch (RuntimeException ex) {
			forget(owner);
			result.completeExceptionally(ex);
			throw ex;
		}
	}

	private static Operation await(CompletableFuture<Operation> result) {
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private synchronized Known register(Owner owner, Known mine) {
		Known first = this.known.putIfAbsent(owner, mine);
		return (first != null) ? first : mine;
	}

	private synchronized void forget(Owner owner) {
		this.known.remove(owner);
	}

	private record Owner(String user, String key) {

	}

	private record Known(OperationRequest request, CompletableFuture<Operation> result) {

	}

}
