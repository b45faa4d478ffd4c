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
package dev.larder.admin.fanout;

import dev.larder.admin.problem.ApiException;

/**
 * Why a target did not answer, in short.
 *
 * @param code the kind of error, as in problem details
 * @param status the HTTP status the error would have alone
 * @param detail what happened
 */
public record TargetProblem(String code, int status, String detail) {

	/**
	 * Returns the problem of a target.
	 * @param ex what happened
	 * @return the problem
	 */
	public static TargetProblem of(ApiException ex) {
		return new TargetProblem(ex.code().code(), ex.code().status().value(), ex.detail());
	}

}
