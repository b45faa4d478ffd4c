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

package dev.larder.internal.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Answers on the web that say why something was not done, with a code for programs. Those
 * of Spring Boot have neither.
 */
public final class EndpointRefusals {

	private EndpointRefusals() {
	}

	/**
	 * Refuses what is about a cache that does not exist.
	 * @param cache the name of the cache
	 * @param manager the bean name of its cache manager, if one was named
	 * @return the answer, other than that of an endpoint that is not exposed
	 */
	public static WebEndpointResponse<Object> unknownCache(@Nullable String cache, @Nullable String manager) {
		String where = (manager != null) ? " in the cache manager '" + manager + "'" : "";
		return answer(WebEndpointResponse.STATUS_NOT_FOUND, "unknown-cache",
				"There is no cache '" + cache + "'" + where + ".");
	}

	/**
	 * Refuses a request that cannot be understood.
	 * @param ex the fault
	 * @return the answer
	 */
	public static WebEndpointResponse<Object> wrongRequest(InvalidEndpointRequestException ex) {
		return wrongRequest(String.valueOf(ex.getReason()));
	}

	static WebEndpointResponse<Object> wrongRequest(String reason) {
		return answer(WebEndpointResponse.STATUS_BAD_REQUEST, "wrong-request", reason);
	}

	private static WebEndpointResponse<Object> answer(int status, String code, String message) {
		return new WebEndpointResponse<>(OperationResponseBody.of(Map.of("code", code, "message", message)), status);
	}

}
