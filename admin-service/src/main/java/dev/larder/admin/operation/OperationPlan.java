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

import java.util.Map;

import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose targets are known to exist.
 */
interface OperationPlan {

	/**
	 * Returns what the operation is done to, without keys.
	 * @return names by kind
	 */
	Map<String, Object> target();

	/**
	 * Returns what the user must type before it is done.
	 * @return the text, or {@code null} if nothing need be typed
	 */
	@Nullable String confirmation();

	/**
	 * Finds out what would be done.
	 * @return what would be done to each target
	 */
	Answers<TargetOutcome> preview();

	/**
	 * Does it.
	 * @return what was done to each target
	 */
	Answers<TargetOutcome> execute();

}
