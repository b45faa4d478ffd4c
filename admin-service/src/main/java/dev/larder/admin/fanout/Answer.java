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

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What one of several targets answered.
 *
 * @param <T> the type of the data
 * @param target the target's id
 * @param state how it answered
 * @param elapsedMs how long that took, in milliseconds
 * @param data what it answered, or {@code null} if it did not
 * @param problem why it did not, or {@code null} if it did
 */
public record Answer<T>(String target, AnswerState state, long elapsedMs, @Nullable T data,
		@Nullable TargetProblem problem) {

	<R> Answer<R> map(Function<? super T, ? extends R> mapping) {
		R mapped = (this.data != null) ? mapping.apply(this.data) : null;
		return new Answer<>(this.target, this.state, this.elapsedMs, mapped, this.problem);
	}

}
