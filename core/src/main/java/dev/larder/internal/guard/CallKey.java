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
package dev.larder.internal.guard;

import org.jspecify.annotations.Nullable;

/**
 * Makes the key under which the result of a call is cached.
 */
@FunctionalInterface
interface CallKey {

	/**
	 * Returns the key of a call.
	 * @param arguments the arguments
	 * @return the key, or {@code null} if it is not possible to say
	 */
	@Nullable Object of(@Nullable Object[] arguments);

}
