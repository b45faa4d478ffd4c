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

import java.util.Map;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

/**
 * An instance was asked for what it can only do with Larder's starter, which it does not
 * have.
 */
final class StarterMissingException extends ApiException {

	private static final long serialVersionUID = 1L;

	StarterMissingException(ApplicationInstance instance) {
		super(ProblemCode.STARTER_MISSING,
				instance + " is without Larder's starter, so that its caches can be named and cleared, but not"
						+ " searched: add 'dev.larder:larder-spring-boot-starter' to the application, and set"
						+ " 'management.endpoints.web.exposure.include=health,larder,larderentries'",
				Map.of(), null);
	}

}
