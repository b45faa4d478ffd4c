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

import java.net.URI;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Does things and shows what was done.
 */
@RestController
@RequestMapping(path = "/api/{version}/operations", version = "v1")
class OperationController {

	private static final int MAX_KEY_LENGTH = 255;

	private final OperationService service;

	private final OperationHistory history;

	private final IdempotencyKeys idempotencyKeys;

	OperationController(OperationService service, OperationHistory history, IdempotencyKeys idempotencyKeys) {
		this.service = service;
		this.history = history;
		this.idempotencyKeys = idempotencyKeys;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Operation> submit(@PathVariable String version, @Valid @RequestBody OperationRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
			Authentication user) {
		Operation operation = submit(request, idempotencyKey, user);
		return ResponseEntity.created(URI.create("/api/" + version + "/operations/" + operation.id())).body(operation);
	}

	private Operation submit(OperationRequest request, @Nullable String idempotencyKey, Authentication user) {
		if (idempotencyKey == null) {
			return this.service.submit(request, user);
		}
		if (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY_LENGTH) {
			throw new ApiException(ProblemCode.BAD_REQUEST,
					"An idempotency key has from 1 to " + MAX_KEY_LENGTH + " characters");
		}
		return this.idempotencyKeys.once(user.getName(), idempotencyKey, request,
				() -> this.service.submit(request, user));
	}

	@GetMapping
	OperationList operations() {
		return new OperationList(this.history.all());
	}

	@GetMapping("/{id}")
	Operation operation(@PathVariable String id) {
		return this.history.find(id)
			.orElseThrow(() -> new ApiException(ProblemCode.UNKNOWN_OPERATION,
					"There is no operation '" + id + "', or not any more"));
	}

}
