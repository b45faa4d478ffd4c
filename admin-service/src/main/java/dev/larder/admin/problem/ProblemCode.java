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
package dev.larder.admin.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/**
 * The kinds of errors, with names that stay the same from version to version.
 */
public enum ProblemCode {

	BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is wrong"),

	INVALID_BODY(HttpStatus.BAD_REQUEST, "The body of the request is wrong"),

	INVALID_KEY(HttpStatus.BAD_REQUEST, "The key is wrong"),

	UNSUPPORTED_VERSION(HttpStatus.BAD_REQUEST, "This version of the API does not exist"),

	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A login is needed"),

	FORBIDDEN(HttpStatus.FORBIDDEN, "The user may not do this"),

	CSRF_TOKEN_MISSING(HttpStatus.FORBIDDEN, "The CSRF token is missing or wrong"),

	NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),

	UNKNOWN_CLUSTER(HttpStatus.NOT_FOUND, "There is no such cluster"),

	UNKNOWN_SERVER(HttpStatus.NOT_FOUND, "There is no such server"),

	UNKNOWN_APPLICATION(HttpStatus.NOT_FOUND, "There is no such application"),

	UNKNOWN_INSTANCE(HttpStatus.NOT_FOUND, "There is no such instance"),

	UNKNOWN_CACHE(HttpStatus.NOT_FOUND, "There is no such cache"),

	UNKNOWN_OPERATION(HttpStatus.NOT_FOUND, "There is no such operation"),

	UNKNOWN_SCAN(HttpStatus.NOT_FOUND, "There is no such scan"),

	UNKNOWN_NODE(HttpStatus.NOT_FOUND, "There is no such node"),

	UNKNOWN_WATCH(HttpStatus.NOT_FOUND, "There is no such watch"),

	UNKNOWN_TOKEN(HttpStatus.NOT_FOUND, "There is no such token"),

	UNKNOWN_REGISTRATION(HttpStatus.NOT_FOUND, "There is no such registration"),

	REGISTRATION_DISABLED(HttpStatus.NOT_FOUND, "Applications cannot register here"),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot have the wanted media type"),

	CONFIRMATION_MISMATCH(HttpStatus.CONFLICT, "The confirmation is missing or wrong"),

	PLAN_CHANGED(HttpStatus.CONFLICT, "The targets are not those of the plan any more"),

	REASON_MISSING(HttpStatus.CONFLICT, "A reason is needed"),

	APPROVAL_REFUSED(HttpStatus.CONFLICT, "The operation cannot be approved"),

	NOT_CANCELLABLE(HttpStatus.CONFLICT, "The operation cannot be cancelled"),

	OPERATION_CANCELLED(HttpStatus.CONFLICT, "The operation was cancelled"),

	TOO_MANY_TOKENS(HttpStatus.CONFLICT, "The user has too many tokens"),

	TOO_MANY_REGISTRATIONS(HttpStatus.CONFLICT, "There are too many registered instances"),

	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body of the request is too large"),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has a media type that is not understood"),

	REGISTRATION_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The instance cannot be registered"),

	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request"),

	TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "There were too many requests"),

	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),

	TARGET_FAILED(HttpStatus.BAD_GATEWAY, "The target did not do what it was asked"),

	CREDENTIALS_REFUSED(HttpStatus.BAD_GATEWAY, "The target refused the credentials"),

	CONNECTION_NOT_TRUSTED(HttpStatus.BAD_GATEWAY, "The target and the service do not trust each other's certificates"),

	ADDRESS_NOT_ALLOWED(HttpStatus.BAD_GATEWAY, "The target has an address that the service does not connect to"),

	ENDPOINT_NOT_EXPOSED(HttpStatus.BAD_GATEWAY, "The target does not expose its endpoint"),

	STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),

	CREDENTIALS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service has no credentials to show to the target"),

	TARGET_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The target has too many open questions"),

	STARTER_MISSING(HttpStatus.SERVICE_UNAVAILABLE, "The application is without Larder's starter"),

	CAPABILITY_MISSING(HttpStatus.SERVICE_UNAVAILABLE, "The target cannot do this"),

	TARGET_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The target did not answer in time"),

	OUTCOME_UNKNOWN(HttpStatus.GATEWAY_TIMEOUT, "Whether the target did what it was asked is unknown");

	private final HttpStatus status;

	private final String title;

	ProblemCode(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	/**
	 * Returns the HTTP status an answer with this error has.
	 * @return the status
	 */
	public HttpStatus status() {
		return this.status;
	}

	/**
	 * Returns the short text for people.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Returns the name for programs.
	 * @return lower case, with hyphens
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
