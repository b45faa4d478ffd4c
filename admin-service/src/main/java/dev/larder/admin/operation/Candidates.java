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

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.larder.admin.problem.ApiException;

/**
 * Those any of whom can do something for all.
 *
 * @param <T> the type of the candidates
 * @param all the candidates in the order in which they are tried, at least one
 */
record Candidates<T>(List<T> all) {

	/**
	 * Has the first candidate do something that can.
	 * @param <R> the type of the result
	 * @param task what to do
	 * @return the result
	 * @throws ApiException why the first of them cannot, if none can
	 */
	<R> R ask(Function<T, R> task) {
		ApiException failure = null;
		for (T candidate : this.all) {
			try {
				return task.apply(candidate);
			}
			catch (ApiException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		throw Objects.requireNonNull(failure);
	}

	/**
	 * Has the first candidate do something that can.
	 * @param task what to do
	 * @throws ApiException why the first of them cannot, if none can
	 */
	void tell(Consumer<T> task) {
		ask((candidate) -> {
			task.accept(candidate);
			return true;
		});
	}

}
