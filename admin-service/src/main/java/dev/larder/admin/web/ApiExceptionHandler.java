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
package dev.larder.admin.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.larder.admin.fanout.OutOfMemoryExit;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers errors of the API as problem details (RFC 9457) with a stable {@code code}.
 * Errors of pages go their usual way.
 */
@RestControllerAdvice
class ApiExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ApiExceptionHandler.class);

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(Exception ex, HttpServletRequest request) throws Exception {
		OutOfMemoryExit.check(ex);
		// Who has gone gets no answer, which the handlers of Spring know how to give
		if (!ApiPaths.contain(request) || ex instanceof AsyncRequestNotUsableException) {
			throw ex;
		}
		if (ex instanceof HttpMessageNotWritableException
				&& DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		if (ex instanceof ApiException api) {
			return problem(api.code(), api.detail(), api.properties(), HttpHeaders.EMPTY);
		}
		if (ex instanceof AccessDeniedException) {
			return problem(ProblemCode.FORBIDDEN, String.valueOf(ex.getMessage()), Map.of(), HttpHeaders.EMPTY);
		}
		if (ex instanceof DataAccessException || ex instanceof TransactionException) {
			logger.error("{} {} failed: the database does not answer", request.getMethod(), request.getRequestURI(),
					ex);
			return problem(ProblemCode.STORE_UNAVAILABLE,
					"The database of this service does not answer; what cannot be recorded is not done", Map.of(),
					HttpHeaders.EMPTY);
		}
		if (ex instanceof RequestRejectedException) {
			return problem(ProblemCode.BAD_REQUEST, "A parameter holds a character that cannot be kept", Map.of(),
					HttpHeaders.EMPTY);
		}
		if (ex instanceof HttpMessageNotReadableException unreadable) {
			return problem(ProblemCode.INVALID_BODY, UnreadableBody.explain(unreadable), Map.of(), HttpHeaders.EMPTY);
		}
		if (ex instanceof MethodArgumentNotValidException invalid) {
			return invalid(invalid);
		}
		if (ex instanceof TypeMismatchException mismatch) {
			return problem(ProblemCode.BAD_REQUEST,
					"The value of '" + mismatch.getPropertyName() + "' is not what it must be", Map.of(),
					HttpHeaders.EMPTY);
		}
		if (ex instanceof ErrorResponse error) {
			return standard(ex, error, request);
		}
		logger.error("{} {} failed", request.getMethod(), request.getRequestURI(), ex);
		return problem(ProblemCode.INTERNAL_ERROR, "The service failed; its log says why", Map.of(), HttpHeaders.EMPTY);
	}

	private static ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException ex) {
		List<String> violations = Stream
			.concat(ex.getFieldErrors().stream().map((error) -> error.getField() + " " + error.getDefaultMessage()),
					ex.getGlobalErrors().stream().map(MessageSourceResolvable::getDefaultMessage))
			.map(String::valueOf)
			.sorted()
			.toList();
		return problem(ProblemCode.INVALID_BODY, String.join("; ", violations), Map.of("violations", violations),
				HttpHeaders.EMPTY);
	}

	private static ResponseEntity<ProblemDetail> standard(Exception ex, ErrorResponse error,
			HttpServletRequest request) {
		HttpStatusCode status = error.getStatusCode();
		if (ex instanceof InvalidApiVersionException) {
			return problem(ProblemCode.UNSUPPORTED_VERSION, "There is only version 1, under /api/v1", Map.of(),
					error.getHeaders());
		}
		ProblemCode code = code(status);
		if (code == ProblemCode.NOT_FOUND) {
			return problem(code, "The API has nothing under this path", Map.of(), HttpHeaders.EMPTY);
		}
		if (code == ProblemCode.INTERNAL_ERROR) {
			logger.error("{} {} failed", request.getMethod(), request.getRequestURI(), ex);
		}
		String detail = (ex instanceof HandlerMethodValidationException) ? "A parameter is wrong"
				: error.getBody().getDetail();
		return problem(code, (detail != null) ? detail : code.title(), Map.of(), error.getHeaders());
	}

	private static ProblemCode code(HttpStatusCode status) {
		return switch (HttpStatus.valueOf(status.value())) {
			case NOT_FOUND -> ProblemCode.NOT_FOUND;
			case METHOD_NOT_ALLOWED -> ProblemCode.METHOD_NOT_ALLOWED;
			case NOT_ACCEPTABLE -> ProblemCode.NOT_ACCEPTABLE;
			case UNSUPPORTED_MEDIA_TYPE -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
			default -> status.is4xxClientError() ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL_ERROR;
		};
	}

	private static ResponseEntity<ProblemDetail> problem(ProblemCode code, String detail,
			Map<String, Object> properties, HttpHeaders headers) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
		problem.setType(URI.create("urn:larder:problem:" + code.code()));
		problem.setTitle(code.title());
		problem.setProperty("code", code.code());
		properties.forEach(problem::setProperty);
		return ResponseEntity.status(code.status())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

}
