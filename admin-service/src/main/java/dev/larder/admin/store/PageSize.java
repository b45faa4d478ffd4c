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

package dev.larder.admin.store;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

/**
 * How much of a list is shown at once.
 */
public final class PageSize {

	private PageSize() {
	}

	/**
	 * Returns how many elements to show.
	 * @param limit how many are wanted at most
	 * @param max how many there may be
	 * @return the smaller of both
	 * @throws ApiException if none is wanted
	 */
	public static int of(int limit, int max) {
		if (limit < 1) {
			throw new ApiException(ProblemCode.BAD_REQUEST, "'limit' must be at least 1, not " + limit);
		}
		return Math.min(limit, max);
	}

}
