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

package dev.larder.admin.history;

import java.time.Instant;

/**
 * The figures of a time: rates are averages over it, all else is from its end.
 *
 * @param from when it begins
 * @param to when it ends
 * @param figures the figures
 */
public record Point(Instant from, Instant to, Figures figures) {

	/**
	 * Returns the part of this that is after a time.
	 */
	Point since(Instant time) {
		return this.from.isBefore(time) ? new Point(time, this.to, this.figures) : this;
	}

	Point plus(Figures more) {
		return new Point(this.from, this.to, this.figures.plus(more));
	}

}
