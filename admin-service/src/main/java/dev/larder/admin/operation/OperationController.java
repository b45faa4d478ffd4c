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
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.admin.stream.EventStreams;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Does things and shows what was done.
 */
@RestController
@RequestMapping(path = "/api/{version}/operations", version = "v1")
class OperationController {

	/**
	 * How long a client wants to wait for the operation to end.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
	 */
	private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");

	private final OperationService service;

	private final VisibleOperations operations;

	private final JsonMapper jsonMapper;

	private final EventStreams streams;

	private final Duration wait;

	OperationController(OperationService service, VisibleOperations operations, JsonMapper jsonMapper,
			EventStreams streams, AdminProperties properties) {
		this.service = service;
		this.operations = operations;
		this.jsonMapper = jsonMapper;
		this.streams = streams;
		this.wait = properties.operations().maxWait();
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Operation> submit(@PathVariable String version, @Valid @RequestBody OperationRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
			@RequestHeader(name = "Prefer", required = false) @Nullable String prefer, Authentication user) {
		OperationService.Submission submission = this.service.submit(request, key(request, idempotencyKey, user), user);
		return answer(version, submission, prefer);
	}

	@PostMapping("/{id}/approvals")
	ResponseEntity<Operation> approve(@PathVariable String version, @PathVariable String id,
			@RequestHeader(name = "Prefer", required = false) @Nullable String prefer, Authentication user) {
		return answer(version, this.service.approve(id, user), prefer);
	}

	@PostMapping("/{id}/cancellations")
	Operation cancel(@PathVariable String id, Authentication user) {
		return this.service.cancel(id, user);
	}

	/**
	 * Answers with the operation as it has ended, or as it is when the wait is over.
	 */
	private ResponseEntity<Operation> answer(String version, OperationService.Submission submission,
			@Nullable String prefer) {
		submission.await(wait(prefer));
		Operation operation = this.operations.find(submission.id());
		HttpStatus status = operation.state().isFinal() ? HttpStatus.CREATED : HttpStatus.ACCEPTED;
		return ResponseEntity.status(status)
			.location(URI.create("/api/" + version + "/operations/" + operation.id()))
			.body(operation);
	}

	private Duration wait(@Nullable String prefer) {
		if (prefer == null) {
			return this.wait;
		}
		if (prefer.contains("respond-async")) {
			return Duration.ZERO;
		}
		Matcher matcher = WAIT.matcher(prefer);
		if (!matcher.find()) {
			return this.wait;
		}
		Duration wanted = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
		return (wanted.compareTo(this.wait) < 0) ? wanted : this.wait;
	}

	private @Nullable IdempotencyKey key(OperationRequest request, @Nullable String key, Authentication user) {
		if (key == null) {
			return null;
		}
		try {
			return IdempotencyKey.of(user.getName(), key, this.jsonMapper.writeValueAsString(request));
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(ProblemCode.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	@GetMapping
	OperationList operations(@RequestParam(required = false) @Nullable Boolean dryRun,
			@RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
		return this.operations.list(dryRun, cursor, limit);
	}

	@GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events(@PathVariable String id, Authentication user) {
		this.operations.find(id);
		return this.streams.open(user, new OperationEvents(this.operations, id));
	}

	@GetMapping("/{id}")
	Operation operation(@PathVariable String id) {
		return this.operations.find(id);
	}

}
