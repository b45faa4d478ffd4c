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
package dev.larder.admin.application;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;

import dev.larder.admin.address.AddressNotAllowedException;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.apache.hc.client5.http.ConnectTimeoutException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Turns what an instance answered instead of a report into a problem that says what to
 * do.
 */
final class InstanceFailures {

	private InstanceFailures() {
	}

	/**
	 * Returns the problem for an exchange that brought no answer.
	 * @param write whether the instance was told to change something
	 */
	static ApiException of(ApplicationInstance instance, IOException ex, boolean write) {
		if (ex instanceof AddressNotAllowedException) {
			return problem(ProblemCode.ADDRESS_NOT_ALLOWED, instance + " was not asked: " + ex.getMessage(), ex);
		}
		if (ex instanceof ConnectTimeoutException) {
			return problem(ProblemCode.TARGET_TIMEOUT, instance + " did not accept a connection in time", ex);
		}
		if (ex instanceof ConnectException || ex instanceof NoRouteToHostException
				|| ex instanceof UnknownHostException) {
			return problem(ProblemCode.TARGET_FAILED, instance + " cannot be reached: " + reason(ex), ex);
		}
		if (isOverTime(ex)) {
			return problem(write ? ProblemCode.OUTCOME_UNKNOWN : ProblemCode.TARGET_TIMEOUT,
					instance + " did not answer in time", ex);
		}
		String tls = TlsFailures.reason(ex);
		if (tls != null) {
			return problem(ProblemCode.CONNECTION_NOT_TRUSTED, "There is no connection to " + instance + ": " + tls,
					ex);
		}
		return problem(write ? ProblemCode.OUTCOME_UNKNOWN : ProblemCode.TARGET_FAILED,
				instance + " broke the connection: " + ex.getMessage() + (instance.isEncrypted()
						? "; it may want a client certificate, which 'ssl-bundle' of the application names" : ""),
				ex);
	}

	/**
	 * Returns the problem for an answer that is no report.
	 */
	static ApiException ofRead(ApplicationInstance instance, HttpStatusCode status) {
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED) || status.isSameCodeAs(HttpStatus.FORBIDDEN)) {
			return credentialsRefused(instance, status);
		}
		return other(instance, status);
	}

	/**
	 * Returns the problem for an answer that names no caches, where there is no endpoint
	 * of the starter.
	 */
	static ApiException ofBasicRead(ApplicationInstance instance, HttpStatusCode status) {
		return new ApiException(ProblemCode.ENDPOINT_NOT_EXPOSED, instance
				+ " has no endpoint 'larder': set 'management.endpoints.web.exposure.include=health,larder' in the"
				+ " application, or 'health,caches,metrics' if it is without Larder's starter, and check that the"
				+ " configured URL is that of its management endpoints and the configured user may use them ('caches'"
				+ " answered HTTP " + status.value() + ")");
	}

	/**
	 * Returns the problem for an answer that does not say that a cache was cleared, where
	 * there is no endpoint of the starter.
	 */
	static ApiException ofBasicClear(ApplicationInstance instance, HttpStatusCode status, String cache) {
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return credentialsRefused(instance, status);
		}
		if (status.isSameCodeAs(HttpStatus.FORBIDDEN) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
			return readOnly(instance, "caches", status);
		}
		if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
			return noSuchCache(instance, cache);
		}
		if (status.isSameCodeAs(HttpStatus.BAD_REQUEST)) {
			return ambiguous(instance, cache);
		}
		return other(instance, status);
	}

	/**
	 * Returns the problem for an endpoint that changes nothing.
	 */
	static ApiException readOnly(ApplicationInstance instance, String endpoint, HttpStatusCode status) {
		return new ApiException(ProblemCode.CAPABILITY_MISSING,
				instance + " does not allow clearing (HTTP " + status.value() + "): set 'management.endpoint."
						+ endpoint + ".access=unrestricted' in the application, give the configured user the right to"
						+ " use it, and exempt it from CSRF protection");
	}

	/**
	 * Returns the problem for a cache that cannot be told from another.
	 */
	static ApiException ambiguous(ApplicationInstance instance, String cache) {
		return new ApiException(ProblemCode.CAPABILITY_MISSING, instance + " does not know which cache '" + cache
				+ "' is meant: several cache managers have one of that name; name one as 'target.manager'");
	}

	/**
	 * Returns the problem for an answer that does not say that a cache was cleared.
	 */
	static ApiException ofClear(ApplicationInstance instance, HttpStatusCode status, String cache) {
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return credentialsRefused(instance, status);
		}
		if (status.isSameCodeAs(HttpStatus.FORBIDDEN) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)) {
			return readOnly(instance, "larder", status);
		}
		if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
			return noSuchCache(instance, cache);
		}
		if (status.isSameCodeAs(HttpStatus.BAD_REQUEST)) {
			return new ApiException(ProblemCode.CAPABILITY_MISSING,
					instance + " does not know the operation (HTTP 400): its starter is of an older version, or several"
							+ " cache managers have a cache '" + cache
							+ "' and none was named, or no key can begin like that");
		}
		return other(instance, status);
	}

	/**
	 * Returns the problem for an answer that tells nothing of a key.
	 */
	static ApiException ofLookUp(ApplicationInstance instance, HttpStatusCode status) {
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return credentialsRefused(instance, status);
		}
		if (status.isSameCodeAs(HttpStatus.FORBIDDEN) || status.isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)
				|| status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
			return new ApiException(ProblemCode.ENDPOINT_NOT_EXPOSED,
					instance + " does not let keys be looked up (HTTP " + status.value()
							+ "): in the application, add 'larderentries' to"
							+ " 'management.endpoints.web.exposure.include' and set"
							+ " 'management.endpoint.larderentries.access=unrestricted'");
		}
		return other(instance, status);
	}

	/**
	 * Returns the problem for an answer that is no list of keys.
	 */
	static ApiException ofList(ApplicationInstance instance, HttpStatusCode status, String cache) {
		if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return credentialsRefused(instance, status);
		}
		if (status.isSameCodeAs(HttpStatus.FORBIDDEN) || status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
			return new ApiException(ProblemCode.ENDPOINT_NOT_EXPOSED,
					instance + " does not let keys be listed (HTTP " + status.value()
							+ "): in the application, add 'larderentries' to"
							+ " 'management.endpoints.web.exposure.include' and set"
							+ " 'management.endpoint.larderentries.access=read-only'");
		}
		if (status.isSameCodeAs(HttpStatus.BAD_REQUEST)) {
			return new ApiException(ProblemCode.TARGET_FAILED,
					instance + " does not know which cache is meant (HTTP 400): several cache managers have a cache '"
							+ cache + "'; name one of them as 'manager'");
		}
		return other(instance, status);
	}

	static ApiException starterTooOld(ApplicationInstance instance, String what) {
		return new ApiException(ProblemCode.CAPABILITY_MISSING,
				instance + " " + what + ": its starter is of an older version");
	}

	static ApiException notEncrypted(ApplicationInstance instance) {
		return new ApiException(ProblemCode.CONNECTION_NOT_TRUSTED, instance
				+ " was not asked: its URL starts with http://, and its application is to be asked with an SSL bundle."
				+ " If it does speak TLS, set its metadata 'management.scheme', or the URL it registers with, to https");
	}

	static ApiException noSuchCache(ApplicationInstance instance, String cache) {
		return new ApiException(ProblemCode.UNKNOWN_CACHE, instance + " has no cache '" + cache + "'");
	}

	static ApiException unreadable(ApplicationInstance instance, String why) {
		return new ApiException(ProblemCode.TARGET_FAILED,
				instance + " answered what is not a report of Larder: " + why);
	}

	private static ApiException credentialsRefused(ApplicationInstance instance, HttpStatusCode status) {
		if (instance.origin() == Origin.REGISTERED) {
			return new ApiException(ProblemCode.CREDENTIALS_REFUSED,
					instance + " answered HTTP " + status.value()
							+ ", credentials refused: name its application under 'larder.admin.credentials', with"
							+ " 'for-registered: true', and a user that may use the endpoint 'larder'");
		}
		return new ApiException(ProblemCode.CREDENTIALS_REFUSED,
				instance + " answered HTTP " + status.value()
						+ ", credentials refused: set 'username' and 'password', or 'token-file', of the application"
						+ " under 'larder.admin.applications' to those of a user that may use the endpoint 'larder'");
	}

	private static ApiException other(ApplicationInstance instance, HttpStatusCode status) {
		String redirect = status.is3xxRedirection() ? ", a redirect, which is not followed" : "";
		return new ApiException(ProblemCode.TARGET_FAILED, instance + " answered HTTP " + status.value() + redirect);
	}

	/**
	 * Returns whether the time for an answer was over. Nothing else closes a connection
	 * on this side while it is used.
	 */
	private static boolean isOverTime(IOException ex) {
		return ex instanceof InterruptedIOException
				|| (ex instanceof SocketException && "Socket closed".equals(ex.getMessage()));
	}

	private static String reason(IOException ex) {
		if (ex instanceof UnknownHostException) {
			return "its host name is unknown";
		}
		String message = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
		return (message != null) ? message : "connection refused";
	}

	private static ApiException problem(ProblemCode code, String detail, IOException ex) {
		return new ApiException(code, detail, Map.of(), ex);
	}

}
